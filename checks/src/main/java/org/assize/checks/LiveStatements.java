package org.assize.checks;

import java.util.List;
import java.util.function.Predicate;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The statements of a function that may do something: neither words about it, nor a branch that is
 * never taken, nor a constant that nobody reads. Whoever judges a function by what it consists of
 * asks for these.
 */
final class LiveStatements {
  private LiveStatements() {}

  static List<Stmt> of(Stmt.FunctionDef function) {
    return function.body().stream().filter(Predicate.not(s -> isIdle(s, function))).toList();
  }

  private static boolean isIdle(Stmt statement, Stmt.FunctionDef function) {
    return switch (statement) {
      case Stmt.Pass _ -> true;
      case Stmt.ExprStmt s -> isFixed(s.value());
      case Stmt.If s -> s.orelse().isEmpty() && s.test() instanceof Expr.Bool b && !b.value();
      case Stmt.Assign s ->
          isFixed(s.value())
              && s.targets().stream()
                  .allMatch(t -> t instanceof Expr.Name n && isLost(n, function));
      default -> false;
    };
  }

  private static boolean isFixed(Expr value) {
    return switch (value) {
      case Expr.Str _, Expr.Bytes _, Expr.Int _, Expr.Real _, Expr.Bool _, Expr.None _ -> true;
      case Expr.Ellipsis _ -> true;
      default -> false;
    };
  }

  /** A local variable that is mentioned only where it is written. */
  private static boolean isLost(Expr.Name written, Stmt.FunctionDef function) {
    List<Node> body = List.copyOf(function.body());
    return Inside.deep(body, Expr.Name.class).stream()
            .allMatch(n -> n == written || !n.id().equals(written.id()))
        && Inside.deep(body, Stmt.Global.class).stream()
            .noneMatch(g -> g.names().contains(written.id()))
        && Inside.deep(body, Stmt.Nonlocal.class).stream()
            .noneMatch(g -> g.names().contains(written.id()));
  }
}
