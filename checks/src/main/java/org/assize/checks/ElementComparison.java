package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** A loop that compares two texts element by element and ends at the first difference. */
final class ElementComparison {
  private ElementComparison() {}

  /** Returns the comparison {@code a[i] != b[i]} that ends the loop. */
  static Optional<Expr.Compare> of(Stmt.For loop) {
    for (Stmt.If test : Inside.all(loop.body(), Stmt.If.class)) {
      if (test.test() instanceof Expr.Compare compare
          && compare.ops().equals(List.of(CompareOperator.NOT_EQ))
          && compare.left() instanceof Expr.Subscript left
          && compare.comparators().getFirst() instanceof Expr.Subscript right
          && isCounted(left, loop)
          && isCounted(right, loop)
          && Inside.any(test.body(), Node.class, ElementComparison::ends)) {
        return Optional.of(compare);
      }
    }
    return Optional.empty();
  }

  private static boolean ends(Node node) {
    return node instanceof Stmt.Return || node instanceof Stmt.Break || node instanceof Stmt.Raise;
  }

  private static boolean isCounted(Expr.Subscript element, Stmt.For loop) {
    return element.index() instanceof Expr.Name index
        && loop.target() instanceof Expr.Name counter
        && index.id().equals(counter.id());
  }
}
