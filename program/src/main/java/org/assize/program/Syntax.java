package org.assize.program;

import java.util.List;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Parameter;
import org.assize.syntax.Node.Parameters;

/** Small questions about syntax that several parts ask. */
public final class Syntax {
  private Syntax() {}

  /** {@code TYPE_CHECKING} or {@code typing.TYPE_CHECKING}. */
  static boolean isTypeChecking(Expr test) {
    return switch (test) {
      case Expr.Name e -> e.id().equals("TYPE_CHECKING");
      case Expr.Attribute e -> e.attribute().equals("TYPE_CHECKING");
      default -> false;
    };
  }

  /** {@code __name__ == "__main__"}, either way round. */
  public static boolean isMainGuard(Expr test) {
    return test instanceof Expr.Compare c
        && c.ops().size() == 1
        && c.ops().get(0) == CompareOperator.EQ
        && (isMainPair(c.left(), c.comparators().get(0))
            || isMainPair(c.comparators().get(0), c.left()));
  }

  private static boolean isMainPair(Expr name, Expr text) {
    return name instanceof Expr.Name n
        && n.id().equals("__name__")
        && text instanceof Expr.Str s
        && s.value().equals("__main__");
  }

  /** All parameters in the order in which they are written. */
  static List<Parameter> inOrder(Parameters parameters) {
    List<Parameter> all = new java.util.ArrayList<>(parameters.posonly());
    all.addAll(parameters.args());
    if (parameters.vararg() != null) {
      all.add(parameters.vararg());
    }
    all.addAll(parameters.kwonly());
    if (parameters.kwarg() != null) {
      all.add(parameters.kwarg());
    }
    return all;
  }
}
