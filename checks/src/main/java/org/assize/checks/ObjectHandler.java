package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.program.PythonModule;

/**
 * A handler of requests with what it reaches in what is stored.
 *
 * @param place its name
 * @param guards what it asks by
 * @param asks whether it asks who somebody is, by a guard or in its own way
 * @param looksFurther whether it asks more of somebody than who they are
 * @param isOpen whether everybody may call it
 * @param touches what it reaches
 * @param owned the atoms that are selected or compared together with who is asking
 * @param together the atoms that any call gets together with who is asking
 */
record ObjectHandler(
    String name,
    Place place,
    Set<String> guards,
    boolean asks,
    boolean looksFurther,
    boolean isOpen,
    List<Touch> touches,
    Set<String> owned,
    Set<String> together) {
  /** Words of what only those know who were told, and of names that are made to be public. */
  private static final List<String> SECRET =
      List.of("token", "secret", "key", "code", "hash", "signature", "share", "slug", "uuid");

  /** Modules below one folder for imports are one program. */
  static String scope(PythonModule module) {
    return module.sourceRoot();
  }

  /** The kinds of things of which it asks whose they are. */
  Set<String> ownedKinds() {
    return touches.stream()
        .filter(t -> t.by().stream().anyMatch(owned::contains))
        .map(Touch::kind)
        .collect(Collectors.toSet());
  }

  /** What it reaches by what a client names alone, with no look at whose it is. */
  List<Touch> free() {
    return touches.stream()
        .filter(t -> t.verb() != Touch.Verb.ADD && !t.by().isEmpty())
        .filter(t -> !t.by().contains(Atoms.REQUESTER))
        .filter(t -> t.by().stream().noneMatch(a -> NameTerms.speaksOf(a, SECRET)))
        .filter(t -> t.by().stream().noneMatch(a -> owned.contains(a) || together.contains(a)))
        .toList();
  }

  /** Whether it changes or adds something of a kind. */
  boolean writes(String kind) {
    return touches.stream().anyMatch(t -> t.kind().equals(kind) && t.verb() != Touch.Verb.READ);
  }

  /** Whether it changes nothing of a kind. */
  boolean onlyReads(String kind) {
    return touches.stream().noneMatch(t -> t.kind().equals(kind) && t.verb().changes());
  }

  /** The atoms of sets that hold who is asking as well. */
  static Set<String> besideRequester(List<Set<String>> sets) {
    Set<String> found = new HashSet<>();
    sets.stream().filter(s -> s.contains(Atoms.REQUESTER)).forEach(found::addAll);
    found.remove(Atoms.REQUESTER);
    return found;
  }
}
