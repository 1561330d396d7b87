package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Comparisons with columns inside of a query: text for a database. */
final class QueryComparison {
  private QueryComparison() {}

  /** Calls that make a query of comparisons with columns. */
  private static final Set<String> QUERIES =
      Set.of(
          "where",
          "filter",
          "having",
          "and_",
          "or_",
          "not_",
          "select",
          "join",
          "outerjoin",
          "any",
          "has",
          "on",
          "exists");

  /** {@code select(User).where(User.token == token)}: text for a database, which compares. */
  static boolean holds(Check check, Expr.Compare compare) {
    boolean isOfColumn = isColumn(compare.left()) || isColumn(compare.comparators().getFirst());
    Optional<Node> at = isOfColumn ? check.view().parent(compare) : Optional.empty();
    while (at.isPresent() && at.get() instanceof Expr around) {
      if (around instanceof Expr.Call call && QUERIES.contains(NameTerms.last(call))) {
        return true;
      }
      at = check.view().parent(around);
    }
    return false;
  }

  /** {@code User.token}, {@code users.c.token}. */
  private static boolean isColumn(Expr side) {
    return side instanceof Expr.Attribute a
        && (StoreCalls.isClassName(NameTerms.last(a.value()))
            || (a.value() instanceof Expr.Attribute c && c.attribute().equals("c")));
  }
}
