package org.assize.checks;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Calls of which code wants to know nothing but whether they give something: the test of a
 * statement, and what is kept in a name that only tests read.
 */
final class TestedCalls {
  private final List<Stmt> body;
  private final Set<Node> tested = Collections.newSetFromMap(new IdentityHashMap<>());

  private TestedCalls(List<Stmt> body) {
    this.body = body;
  }

  /** Returns the calls in some statements that are only tested. */
  static Set<Node> in(List<Stmt> body) {
    TestedCalls calls = new TestedCalls(body);
    tests(body).forEach(calls::test);
    calls.names();
    return calls.tested;
  }

  private static Stream<Expr> tests(List<Stmt> body) {
    return Inside.all(body, Node.class).stream()
        .flatMap(node ->
            switch (node) {
              case Stmt.If s -> Stream.of(s.test());
              case Stmt.While s -> Stream.of(s.test());
              case Stmt.Assert s -> Stream.of(s.test());
              case Expr.IfExp e -> Stream.of(e.test());
              default -> Stream.<Expr>of();
            });
  }

  private void test(Expr asked) {
    switch (asked) {
      case Expr.UnaryOp u when u.op() == UnaryOperator.NOT -> test(u.operand());
      case Expr.BoolOp b -> b.values().forEach(this::test);
      case Expr.Compare c when isOfNothing(c) -> test(c.left());
      case Expr.Await a -> test(a.value());
      case Expr.Call c -> tested.addAll(Inside.all(List.of(c), Expr.Call.class));
      case Expr.Name n -> tested.add(n);
      default -> {}
    }
  }

  /** {@code found is None}, {@code count > 0}. */
  private static boolean isOfNothing(Expr.Compare compare) {
    Expr other = compare.comparators().getFirst();
    return compare.ops().size() == 1 && (other instanceof Expr.None || other instanceof Expr.Int);
  }

  /** Adds what is assigned to names of which all that is read before the next value is tested. */
  private void names() {
    List<Stmt.Assign> assigned = Inside.all(body, Stmt.Assign.class);
    List<Expr.Name> names = Inside.all(body, Expr.Name.class);
    for (Stmt.Assign assign : assigned) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name target) {
        int until =
            assigned.stream()
                .filter(a -> a.start() > assign.start() && isTo(a, target.id()))
                .mapToInt(Stmt.Assign::end)
                .min()
                .orElse(Integer.MAX_VALUE);
        List<Expr.Name> read =
            names.stream()
                .filter(n -> n.id().equals(target.id()))
                .filter(n -> n.start() > assign.end() && n.start() < until)
                .filter(n -> assigned.stream().noneMatch(a -> a.targets().contains(n)))
                .toList();
        if (!read.isEmpty() && tested.containsAll(read)) {
          tested.addAll(Inside.all(List.of(assign.value()), Expr.Call.class));
        }
      }
    }
  }

  private static boolean isTo(Stmt.Assign assign, String name) {
    return assign.targets().stream().anyMatch(t -> t instanceof Expr.Name n && n.id().equals(name));
  }
}
