package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * The one class of exceptions that a function does not hand back at once: {@code if not
 * isinstance(exception, ShopError): return None}.
 */
final class OnlyKind {
  private OnlyKind() {}

  /** Returns the class, where the first statements of a function leave for all others. */
  static Optional<Expr> of(PythonFunction function) {
    return LiveStatements.of(function.node()).stream()
        .limit(2)
        .filter(s -> s instanceof Stmt.If i && LocalGuards.leaves(i.body()))
        .flatMap(s -> other(((Stmt.If) s).test(), function).stream())
        .findFirst();
  }

  private static Optional<Expr> other(Expr test, PythonFunction function) {
    List<String> names = function.parameters().stream().map(p -> p.name()).toList();
    return test instanceof Expr.UnaryOp not
            && not.op() == UnaryOperator.NOT
            && not.operand() instanceof Expr.Call call
            && NameTerms.last(call).equals("isinstance")
            && call.args().size() == 2
            && call.args().getFirst() instanceof Expr.Name asked
            && !names.isEmpty()
            && names.getLast().equals(asked.id())
        ? Optional.of(call.args().get(1))
        : Optional.empty();
  }
}
