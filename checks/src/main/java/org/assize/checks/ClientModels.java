package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Models that a framework fills with what a client sends, as the parameters of one handler are
 * declared.
 */
record ClientModels(Check check, PythonFunction function) {
  /** Where a model that a parameter is declared as declares a field, if no method looks at it. */
  Optional<Stmt.AnnAssign> field(Expr.Name model, String name) {
    return function.parameters().stream()
        .filter(p -> p.name().equals(model.id()) && p.annotation() != null)
        .flatMap(p -> type(p.annotation()).stream())
        .filter(t -> !isAsked(t, name))
        .flatMap(t -> declared(t, name).stream())
        .findFirst();
  }

  private Optional<PythonClass> type(Expr annotation) {
    return check.program().resolver().resolve(annotation, function.definedIn())
                instanceof Target.ClassTarget t
            && isFilled(t.type())
        ? Optional.of(t.type())
        : Optional.empty();
  }

  boolean isFilled(PythonClass type) {
    boolean isModel =
        check.program().resolver().hierarchy().outsideAncestors(type).stream()
            .anyMatch(b -> b.startsWith("pydantic.") || b.startsWith("sqlmodel."));
    return isModel
        || type.node().decorators().stream()
            .map(d -> d instanceof Expr.Call c ? c.function() : d)
            .map(d -> check.program().resolver().resolve(d, type.definedIn()))
            .flatMap(t -> t.dottedPath().stream())
            .anyMatch(p -> p.equals("strawberry.input") || p.equals("strawberry.type.input"));
  }

  private Optional<Stmt.AnnAssign> declared(PythonClass type, String name) {
    return check.program().resolver().hierarchy().ownOrder(type).stream()
        .flatMap(t -> t.node().body().stream())
        .filter(s ->
            s instanceof Stmt.AnnAssign a
                && a.target() instanceof Expr.Name n
                && n.id().equals(name))
        .map(s -> (Stmt.AnnAssign) s)
        .findFirst();
  }

  private static boolean isAsked(PythonClass type, String name) {
    return type.methods().stream()
        .flatMap(m -> m.node().decorators().stream())
        .anyMatch(d ->
            NameTerms.last(d).endsWith("model_validator")
                || NameTerms.last(d).endsWith("root_validator")
                || (NameTerms.last(d).contains("validator")
                    && Inside.any(
                        List.of((Node) d),
                        Expr.Str.class,
                        s -> s.value().equals(name) || s.value().equals("*"))));
  }

  /** {@code role: str = "reader"}, {@code role: str | None = None}, with no pattern. */
  static boolean isOfType(Stmt.AnnAssign field, Set<String> types) {
    List<Node> annotation = List.of(field.annotation());
    boolean isNamed =
        Inside.all(annotation, Expr.Name.class).stream()
            .allMatch(n -> types.contains(n.id()) || n.id().equals("Optional"));
    boolean isBound =
        Inside.any(
            List.of((Node) field),
            Node.Keyword.class,
            k -> Set.of("pattern", "regex", "exclude", "init", "const").contains(k.name() + ""));
    return isNamed
        && !isBound
        && Inside.any(annotation, Expr.Name.class, n -> types.contains(n.id()));
  }
}
