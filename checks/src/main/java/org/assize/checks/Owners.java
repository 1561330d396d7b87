package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final List<String> TENANTS =
      List.of("org", "organisation", "organization", "tenant", "company", "workspace");

  private static final Set<String> ACCOUNTS =
      Set.of("user", "users", "account", "accounts", "member", "customer", "employee");

  /**
   * Those that tell that somebody owns it.
   *
   * @param which the sentence of the case, empty for those who ask whose it is
   * @param says what they do
   * @param field the field of the model that says it, where nothing else does
   */
  record Evidence(
      List<ObjectHandler> siblings, String which, String says, Optional<ModelOwners.Field> field) {
    Evidence(List<ObjectHandler> siblings, String which, String says) {
      this(siblings, which, says, Optional.empty());
    }

    /** Whether those who tell it are asked for something else than the handler. */
    boolean isOfOthers() {
      return which.equals("reserved") || which.equals("unpublished") || field.isPresent();
    }

    /** Whether one handler like this may be a slip, and more are how the program works. */
    boolean outweighs(long alike) {
      return alike <= (field.isPresent() ? 2 : siblings.size());
    }

    /** What tells whose it is. */
    String teller() {
      return field.map(ModelOwners.Field::name).orElseGet(() -> siblings.getFirst().name());
    }
  }

  /** Names under which accounts show themselves to everybody. */
  private static final List<String> PUBLIC_NAMES =
      List.of("username", "user-name", "nickname", "handle", "screen-name", "display-name");

  /** Words of what people have to do with, which names none of them. */
  private static final Set<String> SUBJECTS =
      Set.of(
          "product", "topic", "subject", "category", "tag", "area", "section", "forum", "country");

  /** Words of what sorts things for those who speak a language. */
  private static final Set<String> LANGUAGES = Set.of("locale", "language", "lang");

  /**
   * Whether everybody may look at what is taken: {@code Account.objects.get(username=…)} finds the
   * page about somebody, {@code Account.objects.filter(topic=…)} those who have to do with
   * something, {@code Photo.objects.filter(locale=…)} what there is in a language.
   */
  static boolean isForEverybody(String kind, Touch touch) {
    boolean isAccount =
        NameTerms.endsWith(kind, ACCOUNTS) || NameTerms.endsWith(kind, Set.of("profile"));
    return touch.by().stream()
        .allMatch(a ->
            NameTerms.endsWith(a, LANGUAGES)
                || (isAccount
                    && (NameTerms.speaksOf(a, PUBLIC_NAMES) || NameTerms.endsWith(a, SUBJECTS))));
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
    Optional<Evidence> told =
        reads ? unpublished(handler) : made(handler).or(() -> reserved(handler));
    return told.or(() -> modelled(handler, privateTerms));
  }

  /** What is private or deleted, and belongs to somebody as its model says. */
  private Optional<Evidence> modelled(ObjectHandler handler, Set<String> privateTerms) {
    boolean asksElsewhere = all.stream().anyMatch(h -> !h.ownedKinds().isEmpty());
    return handler.asks()
            && asksElsewhere
            && !strength.isStrong(handler)
            && (NameTerms.speaksOf(kind, privateTerms) || handler.deletes(kind))
        ? new ModelOwners(strength.program())
            .owner(kind, handler.place().module())
            .or(() ->
                new ModelOwners(strength.program())
                    .part(kind, handler.place().module(), ownWholes()))
            .map(field -> new Evidence(List.of(), "modelled", "", Optional.of(field)))
        : Optional.empty();
  }

  /** Organisations and the like, of which handlers take that of whoever is asking. */
  private Set<String> ownWholes() {
    return all.stream()
        .flatMap(h -> h.more().parents().stream())
        .filter(p -> p.by().equals(Set.of(Atoms.REQUESTER)))
        .map(Touch::kind)
        .filter(k -> NameTerms.speaksOf(k, TENANTS))
        .collect(Collectors.toSet());
  }

  /** Those that ask whose it is; who may change a thing tells who may see it if it is private. */
  List<ObjectHandler> asking(Set<String> privateTerms) {
    boolean isPrivate = NameTerms.speaksOf(kind, privateTerms);
    return all.stream()
        .filter(
            h -> h.ownedKinds().contains(kind) || (isPrivate && h.listsOwn(kind)) || changesOwn(h))
        .filter(h -> !reads || isPrivate || (h.shows(kind) && !isForChange(h)))
        .toList();
  }

  /** A form for changing a thing is for its owner, also where everybody may look at it. */
  private static boolean isForChange(ObjectHandler handler) {
    return NameTerms.startsWith(handler.name(), List.of("edit", "delete", "remove", "change"))
        || NameTerms.endsWith(handler.name(), Set.of("edit", "delete", "remove", "change"));
  }

  /**
   * Whether a handler changes only what belongs to whoever is asking, as the one in question may.
   */
  private boolean changesOwn(ObjectHandler other) {
    return !reads
        && other.touches().stream()
            .anyMatch(t ->
                t.kind().equals(kind)
                    && t.verb().changes()
                    && t.by().equals(Set.of(Atoms.REQUESTER)));
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
        all.stream()
            .filter(h ->
                h != handler && (h.writes(kind) || isShownToFew(handler) || isAccount(handler)))
            .filter(h -> h.touches().stream().anyMatch(this::isOfAny))
            .filter(strength::isStrong)
            .toList();
    boolean isMade =
        all.stream().anyMatch(h -> h.more().made().contains(kind) && !strength.isStrong(h));
    return handler.asks() && !strength.isStrong(handler) && !strong.isEmpty() && !isMade
        ? Optional.of(new Evidence(strong, "reserved", "asks what somebody may do"))
        : Optional.empty();
  }

  /** Whether a handler deletes accounts: who only looks at that of another is asked for more. */
  private boolean isAccount(ObjectHandler handler) {
    return handler.deletes(kind) && NameTerms.endsWith(kind, ACCOUNTS);
  }

  /** Whether all others who reach it, and be it to look at it, ask what somebody may do. */
  private boolean isShownToFew(ObjectHandler handler) {
    return all.stream()
        .filter(h -> h != handler && h.touches().stream().anyMatch(this::isOfAny))
        .allMatch(strength::isStrong);
  }

  /** Whether it is of the kind, and not the one that whoever is asking belongs to. */
  private boolean isOfAny(Touch touch) {
    return touch.kind().equals(kind) && !touch.by().contains(Atoms.REQUESTER);
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
