package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the handlers of a program tell of who owns a kind of thing.
 *
 * @param kind the kind of thing
 * @param reads whether it is asked for a handler that changes nothing of it
 * @param all the handlers
 * @param strength which guards ask for more than who somebody is
 */
record Owners(String kind, boolean reads, List<ObjectHandler> all, GuardStrength strength) {
  /**
   * Those that tell that somebody owns it.
   *
   * @param which the sentence of the case, empty for those who ask whose it is
   * @param says what they do
   */
  record Evidence(List<ObjectHandler> siblings, String which, String says) {
    /** Whether those who tell it are asked for something else than the handler. */
    boolean isOfOthers() {
      return which.equals("reserved") || which.equals("unpublished");
    }
  }

  /** Returns what tells that a handler should ask whose it is. */
  Optional<Evidence> of(ObjectHandler handler, Set<String> privateTerms) {
    List<ObjectHandler> asking = asking(privateTerms);
    if (strength.isOfStaff(handler)) {
      return Optional.empty();
    }
    if (!asking.isEmpty()) {
      return Optional.of(new Evidence(asking, "", "asks whose it is"));
    }
    return reads ? unpublished(handler) : made(handler).or(() -> reserved(handler));
  }

  /** Those that ask whose it is; who may change a thing tells who may see it if it is private. */
  List<ObjectHandler> asking(Set<String> privateTerms) {
    boolean counts = !reads || NameTerms.speaksOf(kind, privateTerms);
    return owning().filter(h -> counts || h.onlyReads(kind)).toList();
  }

  private Stream<ObjectHandler> owning() {
    return all.stream().filter(h -> h.ownedKinds().contains(kind));
  }

  /** Those that note who is asking when they make one. */
  private Optional<Evidence> made(ObjectHandler handler) {
    List<ObjectHandler> makers =
        all.stream()
            .filter(h -> h != handler && h.more().made().contains(kind))
            .filter(h -> h.guards().containsAll(handler.guards()))
            .toList();
    return handler.asks() && !strength.isStrong(handler) && !makers.isEmpty()
        ? Optional.of(new Evidence(makers, "made", "notes whose it is"))
        : Optional.empty();
  }

  /** Those that change it only after they have asked what somebody may do. */
  private Optional<Evidence> reserved(ObjectHandler handler) {
    List<ObjectHandler> strong =
        all.stream().filter(h -> h != handler && h.writes(kind) && strength.isStrong(h)).toList();
    boolean isMade =
        all.stream().anyMatch(h -> h.more().made().contains(kind) && !strength.isStrong(h));
    return handler.asks() && !strength.isStrong(handler) && !strong.isEmpty() && !isMade
        ? Optional.of(new Evidence(strong, "reserved", "asks what somebody may do"))
        : Optional.empty();
  }

  /** Those that show only what is for everybody, of things that somebody owns. */
  private Optional<Evidence> unpublished(ObjectHandler handler) {
    List<ObjectHandler> showing =
        all.stream().filter(h -> h != handler && h.more().published().contains(kind)).toList();
    boolean isOwned =
        owning().findAny().isPresent()
            || all.stream().anyMatch(h -> h.more().made().contains(kind));
    boolean isTold = !showing.isEmpty() && !handler.more().published().contains(kind);
    return isOwned && isTold && !handler.more().speaksOfPublic() && !strength.isStrong(handler)
        ? Optional.of(new Evidence(showing, "unpublished", "shows only what is for everybody"))
        : Optional.empty();
  }
}
