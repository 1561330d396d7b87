package org.assize.checks;

import java.util.List;
import java.util.Optional;

/**
 * Handlers that ask nobody and change something of a kind that others change only after they have
 * asked.
 */
record UnaskedChanges(GuardWords words, Check check) {
  private static final int MIN_ASKING = 2;

  /** A handler with those that ask. */
  record Found(ObjectHandler handler, Touch touch, List<ObjectHandler> asking) {}

  /** Returns those of the module. */
  List<Found> find() {
    List<ObjectHandler> all = ObjectHandlers.around(check.view().module(), words, check.program());
    return all.stream()
        .filter(h -> h.place().module() == check.view().module() && isSuspect(h))
        .flatMap(h -> h.free().stream().flatMap(t -> judge(h, t, all).stream()).limit(1))
        .toList();
  }

  private static boolean isSuspect(ObjectHandler handler) {
    return !handler.asks() && !handler.isOpen() && !handler.looksFurther();
  }

  private static Optional<Found> judge(
      ObjectHandler handler, Touch touch, List<ObjectHandler> all) {
    String kind = touch.kind();
    boolean hasOwners = all.stream().anyMatch(h -> h.ownedKinds().contains(kind));
    List<ObjectHandler> asking =
        all.stream().filter(h -> !h.guards().isEmpty() && h.writes(kind)).toList();
    long others =
        all.stream().filter(h -> h != handler && isSuspect(h) && !h.onlyReads(kind)).count();
    return touch.verb().changes() && !hasOwners && others == 0 && asking.size() >= MIN_ASKING
        ? Optional.of(new Found(handler, touch, asking))
        : Optional.empty();
  }
}
