package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Classes of views that note whose a thing is when they make it, and let everybody who is logged in
 * change all of them.
 */
record EverythingGiven(GuardWords words, ProgramView program) {
  private static final List<String> CHANGING = List.of("model-view", "update", "destroy");

  /** Permissions that say nothing of the one thing that is asked for. */
  private static final Set<String> PLAIN =
      Set.of("IsAuthenticated", "IsAuthenticatedOrReadOnly", "AllowAny", "TokenHasScope");

  /** Methods of a selection that leave nothing out. */
  private static final Set<String> KEEPING =
      Set.of(
          "all",
          "order_by",
          "select_related",
          "prefetch_related",
          "annotate",
          "distinct",
          "defer",
          "only");

  /**
   * A class that gives everything.
   *
   * @param kind the kind of thing
   * @param given where everything is given
   * @param noted where it is noted whose it is
   */
  record Found(String kind, Place given, Place noted) {}

  /** Returns what a class gives, if it asks for nothing of the one thing. */
  Optional<Found> in(PythonClass type) {
    return changes(type) && isPlain(type) && type.node().decorators().isEmpty()
        ? noted(type).flatMap(note -> given(type, note))
        : Optional.empty();
  }

  private boolean changes(PythonClass type) {
    return program.resolver().hierarchy().outsideAncestors(type).stream()
        .filter(base -> base.startsWith(words.defaultFor() + "."))
        .map(base -> base.substring(base.lastIndexOf('.') + 1))
        .anyMatch(b -> !b.startsWith("ReadOnly") && NameTerms.speaksOf(b, CHANGING));
  }

  private boolean isPlain(PythonClass type) {
    Optional<Expr> own = field(type, words.classSetting());
    boolean hasFilter = field(type, "filter_backends").isPresent();
    return !hasFilter
        && own.map(EverythingGiven::namesOnlyPlain)
            .orElseGet(
                () -> new DefaultGuard(words, program).place().map(this::namesPlain).orElse(true));
  }

  private static boolean namesOnlyPlain(Expr setting) {
    return PLAIN.containsAll(GuardedClasses.named(setting));
  }

  private boolean namesPlain(Place setting) {
    String text = setting.module().text().slice(setting.start(), setting.end());
    return text.contains(".IsAuthenticated") && !text.contains(",");
  }

  /** {@code serializer.save(owner=self.request.user)}. */
  private Optional<Place> noted(PythonClass type) {
    return methods(type)
        .filter(m -> m.name().equals("perform_create"))
        .flatMap(m ->
            Inside.all(m.node().body(), Expr.Call.class).stream()
                .filter(c -> NameTerms.last(c).equals("save") && notes(c, m))
                .map(c -> Place.of(m.module(), c)))
        .findFirst();
  }

  private boolean notes(Expr.Call save, PythonFunction method) {
    RequesterNames requester = requester(method);
    return save.keywords().stream()
        .anyMatch(k ->
            k.name() != null
                && !MadeThings.isOfRecords(k.name())
                && requester.isMentionedIn(k.value()));
  }

  private Optional<Found> given(PythonClass type, Place noted) {
    boolean looks =
        methods(type)
            .filter(m -> !m.name().equals("perform_create"))
            .anyMatch(m ->
                m.node().body().stream().anyMatch(requester(m)::isMentionedIn)
                    || Refusals.of(program).refuses(m));
    if (looks) {
      return Optional.empty();
    }
    List<PythonFunction> selecting =
        methods(type).filter(m -> m.name().equals("get_queryset")).toList();
    return selecting.isEmpty()
        ? field(type, "queryset").flatMap(v -> all(v, type, noted))
        : Inside.all(selecting.getFirst().node().body(), Stmt.Return.class).stream()
            .flatMap(r -> Stream.ofNullable(r.value()))
            .flatMap(v -> all(v, type, noted).stream())
            .findFirst();
  }

  private static Optional<Found> all(Expr selection, PythonClass type, Place noted) {
    Expr at = selection;
    while (at instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && KEEPING.contains(a.attribute())) {
      at = a.value();
    }
    return at instanceof Expr.Attribute objects
            && at != selection
            && StoreCalls.isClassName(NameTerms.last(objects.value()))
        ? Optional.of(
            new Found(NameTerms.last(objects.value()), Place.of(type.module(), selection), noted))
        : Optional.empty();
  }

  private Stream<PythonFunction> methods(PythonClass type) {
    return program.resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.methods().stream());
  }

  private Optional<Expr> field(PythonClass type, String name) {
    return program.resolver().hierarchy().value(type, name);
  }

  private RequesterNames requester(PythonFunction method) {
    GuardedCode of = new GuardedCode(words, program, program.view(method.module()));
    return new RequesterNames(method, of, program);
  }
}
