package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * @param more what else its code tells
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
    Set<String> together,
    Circumstances more) {
  /**
   * What else the code of a handler tells.
   *
   * @param numbers atoms that stand for numbers, whatever they are called
   * @param parents the things whose parts it reaches
   * @param made kinds of things that it makes for whoever is asking
   * @param published kinds of things that it takes only if they are for everybody
   * @param speaksOfPublic whether it looks at what tells that a thing is for everybody
   */
  record Circumstances(
      Set<String> numbers,
      List<Touch> parents,
      Set<String> made,
      Set<String> published,
      boolean speaksOfPublic) {
    static final Circumstances NONE =
        new Circumstances(Set.of(), List.of(), Set.of(), Set.of(), false);
  }

  /** Words of what only those know who were told. */
  private static final List<String> SECRET =
      List.of("token", "secret", "key", "code", "hash", "signature", "share", "uuid");

  private static final List<String> PUBLIC_NAMES = List.of("slug");

  /** Whether it reaches, makes or leaves out anything that is stored. */
  boolean tells() {
    return !touches.isEmpty() || !more.made().isEmpty() || !more.published().isEmpty();
  }

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

  /** Whether it takes those of a kind that belong to whoever is asking. */
  boolean listsOwn(String kind) {
    return touches.stream()
        .anyMatch(t -> t.kind().equals(kind) && t.by().equals(Set.of(Atoms.REQUESTER)));
  }

  /** What it reaches by what a client names alone, with no look at whose it is. */
  List<Touch> free() {
    return touches.stream()
        .filter(t -> t.verb() == Touch.Verb.READ || t.verb().changes())
        .filter(t -> !t.by().isEmpty())
        .filter(t -> !t.by().contains(Atoms.REQUESTER))
        .filter(t -> t.by().stream().noneMatch(a -> isSecret(a, t.verb())))
        .filter(t -> t.by().stream().noneMatch(a -> owned.contains(a) || together.contains(a)))
        .toList();
  }

  /** A key may be the number of a row, and a name made to be public is no leave to change. */
  private boolean isSecret(String atom, Touch.Verb verb) {
    return !more.numbers().contains(atom)
        && (NameTerms.speaksOf(atom, SECRET)
            || (!verb.changes() && NameTerms.speaksOf(atom, PUBLIC_NAMES)));
  }

  /** The same, reaching into the things as well whose parts it reaches. */
  ObjectHandler withWholes(Map<String, String> kinds) {
    List<Touch> all = new ArrayList<>(touches);
    for (Touch parent : more.parents()) {
      String kind = kinds.get(parent.kind());
      if (kind != null
          && !more.published().contains(kind)
          && all.stream().noneMatch(t -> t.kind().equals(kind) && t.by().equals(parent.by()))) {
        all.add(parent.of(kind));
      }
    }
    return new ObjectHandler(
        name, place, guards, asks, looksFurther, isOpen, all, owned, together, more);
  }

  /** Whether it changes or adds something of a kind. */
  boolean writes(String kind) {
    return touches.stream().anyMatch(t -> t.kind().equals(kind) && t.verb().writes());
  }

  /** Whether it deletes something of a kind. */
  boolean deletes(String kind) {
    return touches.stream().anyMatch(t -> t.kind().equals(kind) && t.verb() == Touch.Verb.DELETE);
  }

  /** Whether it changes nothing of a kind. */
  boolean onlyReads(String kind) {
    return touches.stream().noneMatch(t -> t.kind().equals(kind) && t.verb().changes());
  }

  /** Whether it shows something of a kind: a view that is a class does so besides changing it. */
  boolean shows(String kind) {
    boolean isView = more.equals(Circumstances.NONE);
    return onlyReads(kind)
        || (isView
            && touches.stream()
                .anyMatch(t -> t.kind().equals(kind) && t.verb() == Touch.Verb.READ));
  }

  /** The atoms of sets that hold who is asking as well. */
  static Set<String> besideRequester(List<Set<String>> sets) {
    Set<String> found = new HashSet<>();
    sets.stream().filter(s -> s.contains(Atoms.REQUESTER)).forEach(found::addAll);
    found.remove(Atoms.REQUESTER);
    return found;
  }
}
