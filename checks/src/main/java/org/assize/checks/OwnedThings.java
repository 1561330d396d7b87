package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Functions that give a thing only to whom it belongs: they compare a field of what they give with
 * whoever is asking. What they give is that thing, and not the one who asks.
 */
final class OwnedThings {
  private static final Set<CompareOperator> EQUALITIES =
      Set.of(CompareOperator.EQ, CompareOperator.NOT_EQ);

  private OwnedThings() {}

  /** Whether a function gives such a thing. */
  static boolean gives(PythonFunction function) {
    List<Stmt> body = function.node().body();
    Set<String> given = new HashSet<>();
    for (Stmt.Return answer : Inside.all(body, Stmt.Return.class)) {
      if (answer.value() instanceof Expr.Name n) {
        given.add(n.id());
      }
    }
    Set<String> asking = new HashSet<>();
    for (Stmt.Assign assign : Inside.all(body, Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Name n && speaks(assign.value(), asking)) {
        asking.add(n.id());
      }
    }
    return Inside.any(
        body,
        Expr.Compare.class,
        c ->
            EQUALITIES.contains(c.ops().getFirst())
                && (compares(c.left(), c.comparators().getFirst(), given, asking)
                    || compares(c.comparators().getFirst(), c.left(), given, asking)));
  }

  private static boolean compares(Expr field, Expr other, Set<String> given, Set<String> asking) {
    Expr of =
        switch (field) {
          case Expr.Attribute a -> a.value();
          case Expr.Subscript s -> s.value();
          default -> field;
        };
    return of != field
        && of instanceof Expr.Name n
        && given.contains(n.id())
        && !asking.contains(n.id())
        && speaks(other, asking);
  }

  private static boolean speaks(Expr value, Set<String> asking) {
    return Inside.any(
        List.of((Node) value),
        Expr.class,
        e ->
            RequesterNames.isNamedSelf(e) || (e instanceof Expr.Name n && asking.contains(n.id())));
  }
}
