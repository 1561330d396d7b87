package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.facts.ArgumentView;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.facts.ValueRole;
import org.assize.syntax.Expr;

/**
 * What facts say of a called name, also where a base class has the fact. A program calls the same
 * names again and again, so each is looked up once. Safe for use by several threads.
 */
final class Library {
  private final Facts facts;
  private final Map<Class<?>, Map<String, List<?>>> known = new ConcurrentHashMap<>();

  Library(Facts facts) {
    this.facts = facts;
  }

  /** Facts of one kind about a dotted path. */
  @SuppressWarnings("unchecked") // each list is kept under the kind of its facts
  <F extends Fact> List<F> at(String path, Class<F> kind) {
    if (path.isEmpty()) {
      return List.of();
    }
    Map<String, List<?>> ofKind = known.computeIfAbsent(kind, k -> new ConcurrentHashMap<>());
    List<?> found = ofKind.get(path);
    if (found == null) {
      found = find(path, kind);
      ofKind.put(path, found);
    }
    return (List<F>) found;
  }

  private <F extends Fact> List<F> find(String path, Class<F> kind) {
    List<F> own = facts.at(path, kind);
    String typed = own.isEmpty() ? facts.typed(path) : path;
    int dot = typed.lastIndexOf('.');
    return !own.isEmpty() || dot < 0
        ? own
        : facts.member(typed.substring(0, dot), typed.substring(dot + 1), kind);
  }

  /** What the value is that a call gives. */
  Optional<ValueRole> roleOfResult(CallSite call) {
    for (Fact.Source fact : at(call.path(), Fact.Source.class)) {
      if (fact.slot() != Slot.Fixed.SELF && fact.origin() instanceof ValueRole role) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Sinks of a weakness that a call meets, as far as the number of its arguments tells. */
  List<Fact.Sink> sinks(CallSite call, String weakness) {
    List<Fact.Sink> all = at(call.path(), Fact.Sink.class);
    return all.isEmpty()
        ? all
        : all.stream()
            .filter(f -> f.weakness().equals(weakness))
            .filter(f -> f.when().evaluate(presence(call)) != Truth.FALSE)
            .toList();
  }

  /** Whether a condition can be decided by what is given, without values. */
  private static ArgumentView presence(CallSite call) {
    return slot ->
        argument(call, slot).isPresent() || call.hasUnknownArguments()
            ? ArgumentView.Unknown.UNKNOWN
            : ArgumentView.Absent.ABSENT;
  }

  /** The argument in a slot. */
  static Optional<Expr> argument(CallSite call, Slot slot) {
    return switch (slot) {
      case Slot.Argument a when a.position() < 0 -> call.keyword(a.keyword());
      case Slot.Argument a -> call.argument(a.position(), a.keyword());
      case Slot.Rest _, Slot.Element _, Slot.Item _, Slot.Shell _, Slot.Fixed _ -> Optional.empty();
    };
  }
}
