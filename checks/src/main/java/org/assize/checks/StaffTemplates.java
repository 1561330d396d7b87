package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Whether a template shows what it is given only to those who run the service. */
record StaffTemplates(ProgramView program, ModuleView view) {
  private static final Set<String> STAFF = Set.of("is_superuser", "is_staff", "is_admin");

  /**
   * Returns the tests behind which alone a text is shown.
   *
   * @param answered what the handler answers
   * @param text the text inside it
   */
  Optional<Place> of(Expr answered, Node text) {
    Optional<String> name =
        Inside.all(List.of(answered), Expr.Dict.class).stream()
            .flatMap(d -> key(d, text))
            .findFirst();
    List<PythonModule> templates =
        name.isEmpty()
            ? List.of()
            : named(answered).flatMap(n -> program.program().templates(n).stream()).toList();
    List<Optional<Place>> tests =
        templates.stream().flatMap(t -> shown(t, name.orElseThrow())).toList();
    return !tests.isEmpty() && tests.stream().allMatch(Optional::isPresent)
        ? tests.getFirst()
        : Optional.empty();
  }

  private static Stream<String> key(Expr.Dict dict, Node text) {
    return Stream.iterate(0, i -> i < dict.values().size(), i -> i + 1)
        .filter(i -> Inside.any(List.of(dict.values().get(i)), Expr.class, e -> e == text))
        .flatMap(i -> dict.keys().get(i) instanceof Expr.Str s ? Stream.of(s.value()) : null);
  }

  /** The texts by which the answer, or a function that makes it, may name a template. */
  private Stream<String> named(Expr answered) {
    Stream<Node> makers =
        Inside.all(List.of(answered), Expr.Call.class).stream()
            .flatMap(c -> view.callOf(c).stream())
            .flatMap(c ->
                c.target() instanceof Target.FunctionTarget t
                    ? body(t.function())
                    : Stream.empty());
    return Stream.concat(Stream.of(answered), makers)
        .flatMap(n -> Inside.all(List.of(n), Expr.Str.class).stream())
        .map(Expr.Str::value)
        .filter(s -> s.contains("."))
        .distinct();
  }

  private static Stream<Node> body(PythonFunction function) {
    return function.node().body().stream().map(s -> (Node) s);
  }

  /** For each place that shows it, the test of staff around that. */
  private Stream<Optional<Place>> shown(PythonModule template, String name) {
    ModuleView page = program.view(template);
    return page.all(Expr.Name.class).stream()
        .filter(n -> n.id().equals(name))
        .filter(n -> !(page.parent(n).orElse(n) instanceof Stmt.Assign a && a.value() != n))
        .filter(n -> !isTested(page, n))
        .map(n -> behind(page, n));
  }

  /** Whether a name is only part of a condition. */
  private static boolean isTested(ModuleView page, Node name) {
    Node inner = name;
    Optional<Node> outer = page.parent(inner);
    while (outer.isPresent() && !(outer.get() instanceof Stmt)) {
      inner = outer.get();
      outer = page.parent(inner);
    }
    return outer.isPresent() && outer.get() instanceof Stmt.If i && i.test() == inner;
  }

  private static Optional<Place> behind(ModuleView page, Node shown) {
    Node inner = shown;
    Optional<Node> outer = page.parent(inner);
    while (outer.isPresent()) {
      if (outer.get() instanceof Stmt.If i && i.body().contains(inner) && asks(i.test())) {
        return Optional.of(Place.of(page.module(), i.test()));
      }
      inner = outer.get();
      outer = page.parent(inner);
    }
    return Optional.empty();
  }

  /** A condition that holds for staff alone: no alternative admits others. */
  private static boolean asks(Expr test) {
    return switch (test) {
      case Expr.BoolOp b when b.isAnd() -> b.values().stream().anyMatch(StaffTemplates::asks);
      case Expr.BoolOp b -> b.values().stream().allMatch(StaffTemplates::asks);
      default ->
          Inside.any(List.of(test), Expr.Attribute.class, a -> STAFF.contains(a.attribute()))
              && !(test instanceof Expr.UnaryOp);
    };
  }
}
