package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Handlers of FastAPI that are given who is asking, or nobody, and never look which: a scheme with
 * {@code auto_error=False}, a function that gives {@code None} instead of a refusal.
 */
record OptionalIdentity(ProgramView program) {
  private static final List<String> IDENTITIES = List.of("user", "account", "member", "principal");

  /** The parameter that may be nobody, in a handler that does the same then. */
  Optional<Node.Parameter> unasked(PythonFunction function) {
    return function.parameters().stream()
        .filter(p -> Dependency.of(p, function, program).filter(this::mayBeNobody).isPresent())
        .filter(p -> !isAsked(function, p.name()))
        .findFirst();
  }

  /** Whether what makes a parameter gives nobody where nobody proves who they are. */
  boolean mayBeNobody(Dependency dependency) {
    Optional<PythonFunction> made = dependency.function(program);
    if (made.isPresent()) {
      return NameTerms.speaksOf(dependency.name(), IDENTITIES)
          && !Refusals.of(program).refuses(made.get())
          && Inside.any(made.get().node().body(), Stmt.Return.class, OptionalIdentity::isNobody);
    }
    return isLax(dependency);
  }

  /** {@code return user if token else None}. */
  private static boolean isNobody(Stmt.Return answer) {
    return answer.value() == null
        || answer.value() instanceof Expr.None
        || (answer.value() instanceof Expr.IfExp e && e.orelse() instanceof Expr.None);
  }

  /** {@code OAuth2PasswordBearer(tokenUrl="/token", auto_error=False)}. */
  private boolean isLax(Dependency dependency) {
    Expr made = dependency.made();
    Optional<Expr> scheme =
        made instanceof Expr.Name
                && program.resolver().resolve(made, dependency.scope())
                    instanceof Target.VariableTarget(Symbol symbol)
            ? symbol.only().flatMap(Binding::value)
            : Optional.of(made);
    return scheme
        .filter(s ->
            s instanceof Expr.Call c
                && c.keywords().stream()
                    .anyMatch(k ->
                        "auto_error".equals(k.name())
                            && k.value() instanceof Expr.Bool b
                            && !b.value()))
        .isPresent();
  }

  /** Whether anything in a handler depends on it, or hands it on to what may look. */
  private boolean isAsked(PythonFunction function, String name) {
    List<Stmt> body = function.node().body();
    boolean inTest =
        Inside.any(body, Stmt.If.class, s -> Inside.mentions(List.of(s.test()), name))
            || Inside.any(body, Stmt.Assert.class, s -> Inside.mentions(List.of(s.test()), name))
            || Inside.any(body, Stmt.Match.class, s -> Inside.mentions(List.of(s.subject()), name))
            || Inside.any(body, Expr.IfExp.class, e -> Inside.mentions(List.of(e.test()), name))
            || Inside.any(body, Expr.Compare.class, c -> Inside.mentions(List.of(c), name));
    return inTest
        || Inside.any(
            body,
            Expr.Call.class,
            c ->
                c.args().stream().anyMatch(a -> a instanceof Expr.Name n && n.id().equals(name))
                    || c.keywords().stream()
                        .anyMatch(k -> k.value() instanceof Expr.Name n && n.id().equals(name)));
  }
}
