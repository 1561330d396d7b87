package org.assize.checks;

import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.program.Scope;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/** What a statement raises. */
final class RaisedErrors {
  private RaisedErrors() {}

  /** The class, as an expression; empty where an error that was caught is raised again. */
  private static Optional<Expr> named(Stmt.Raise raise) {
    return Optional.ofNullable(raise.exception())
        .map(e -> e instanceof Expr.Call c ? c.function() : e)
        .filter(e -> e instanceof Expr.Attribute || e instanceof Expr.Name);
  }

  /** Returns the plain name of the class that is raised. */
  static Optional<String> name(Stmt.Raise raise) {
    return named(raise)
        .map(NameTerms::last)
        .filter(n -> !n.isEmpty() && Character.isUpperCase(n.charAt(0)));
  }

  /** Returns the class that is raised, where production of the program defines it. */
  static Optional<PythonClass> ofProduction(Stmt.Raise raise, Scope scope, ProgramView program) {
    return named(raise)
        .map(e -> program.resolver().resolve(e, scope))
        .filter(t -> t instanceof Target.ClassTarget)
        .map(t -> ((Target.ClassTarget) t).type())
        .filter(t -> !program.isTest(t.module()));
  }

  /** Whether a module names an error, or one above it, by which this one is met as well. */
  static boolean isNamed(PythonClass error, Check check) {
    return check.program().resolver().hierarchy().ownOrder(error).stream()
        .anyMatch(t ->
            check.program().references().named(t.name()).stream()
                .anyMatch(u -> u.module() == check.view().module()));
  }
}
