package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Numbers that a module keeps for all its coroutines, asked for on one side of an {@code await} and
 * counted on the other: what was asked for may have changed in between.
 */
record CountOverAwait(Check check) {
  private static final Set<Operator> COUNTING = Set.of(Operator.ADD, Operator.SUB);

  /** The test, what is awaited, and where it is counted. */
  record Found(String name, Expr test, Expr pause, Node count) {}

  List<Found> find() {
    List<Found> found = new ArrayList<>();
    for (Stmt.AugAssign count : check.view().all(Stmt.AugAssign.class)) {
      if (COUNTING.contains(count.op())
          && count.target() instanceof Expr.Subscript s
          && s.value() instanceof Expr.Name kept
          && isOfModule(kept)
          && !isLocked(count)) {
        function(count).flatMap(f -> over(f, kept, count)).ifPresent(found::add);
      }
    }
    return found;
  }

  private boolean isOfModule(Expr.Name name) {
    return check
        .view()
        .module()
        .scopes()
        .at(name.start())
        .lookup(name.id())
        .map(Symbol::scope)
        .filter(s -> s == check.view().module().scopes().root())
        .isPresent();
  }

  /** Whether the count stands in a {@code with}, which may hold a lock. */
  private boolean isLocked(Stmt count) {
    Optional<Node> around = check.view().parent(count);
    while (around.isPresent() && !(around.get() instanceof Stmt.FunctionDef)) {
      if (around.get() instanceof Stmt.With) {
        return true;
      }
      around = check.view().parent(around.get());
    }
    return false;
  }

  private Optional<PythonFunction> function(Stmt count) {
    return check.view().module().scopes().functionAt(count.start());
  }

  private static Optional<Found> over(PythonFunction function, Expr.Name kept, Stmt count) {
    List<Stmt> body = function.node().body();
    Optional<Expr> test =
        Inside.all(body, Stmt.If.class).stream()
            .map(Stmt.If::test)
            .filter(t -> t.end() <= count.start() && Inside.mentions(List.of(t), kept.id()))
            .reduce((first, last) -> last);
    return test.flatMap(t ->
        Inside.all(body, Expr.Await.class).stream()
            .filter(a -> a.start() >= t.end() && a.end() <= count.start())
            .findFirst()
            .map(a -> new Found(kept.id(), t, a, count)));
  }
}
