package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Finds loops that count up to the length of a sequence, the length included, and take the element
 * of that number: the last one is not there.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the sequence
 */
public record IndexPastEnd(Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public IndexPastEnd {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.While loop : check.view().all(Stmt.While.class)) {
      if (loop.test() instanceof Expr.Compare compare
          && compare.ops().equals(List.of(CompareOperator.LT_E))
          && compare.left() instanceof Expr.Name index) {
        judge(check, index, measured(compare.comparators().getFirst()), loop.test(), loop.body());
      }
    }
    for (Stmt.For loop : check.view().all(Stmt.For.class)) {
      if (loop.target() instanceof Expr.Name index
          && loop.iter() instanceof Expr.Call range
          && range.function() instanceof Expr.Name name
          && name.id().equals("range")
          && !range.args().isEmpty()
          && range.args().size() <= 2) {
        judge(check, index, oneMore(range.args().getLast()), loop.iter(), loop.body());
      }
    }
  }

  /** {@code xs} of {@code len(xs)}. */
  private static Optional<Expr.Name> measured(Expr length) {
    return length instanceof Expr.Call call
            && call.function() instanceof Expr.Name len
            && len.id().equals("len")
            && call.args().size() == 1
            && call.args().getFirst() instanceof Expr.Name sequence
        ? Optional.of(sequence)
        : Optional.empty();
  }

  /** {@code xs} of {@code len(xs) + 1}. */
  private static Optional<Expr.Name> oneMore(Expr bound) {
    return bound instanceof Expr.BinOp sum
            && sum.op() == Operator.ADD
            && sum.right() instanceof Expr.Int one
            && one.value() == 1
        ? measured(sum.left())
        : Optional.empty();
  }

  private void judge(
      Check check, Expr.Name index, Optional<Expr.Name> sequence, Expr bound, List<Stmt> body) {
    if (sequence.isEmpty() || body.isEmpty() || isGuarded(body, index.id())) {
      return;
    }
    String name = sequence.get().id();
    Inside.all(body, Expr.Subscript.class).stream()
        .filter(s -> s.value() instanceof Expr.Name n && n.id().equals(name))
        .filter(s -> s.index() instanceof Expr.Name n && n.id().equals(index.id()))
        .findFirst()
        .ifPresent(taken ->
            check.report(
                check
                    .present(Place.of(check.view().module(), taken))
                    .step(
                        Place.of(check.view().module(), bound),
                        index.id() + " reaches the length of " + name)
                    .saying(
                        new Sentences(say)
                            .fill(check.inTest() ? "test" : "present", "name", name))));
  }

  /** Whether a test, a handler or another count of the index stands on the way. */
  private static boolean isGuarded(List<Stmt> body, String index) {
    return Inside.any(body, Stmt.If.class, s -> Inside.mentions(List.of(s.test()), index))
        || Inside.any(body, Expr.IfExp.class, s -> Inside.mentions(List.of(s.test()), index))
        || !Inside.all(body, Stmt.Try.class).isEmpty()
        || isCountedFirst(body, index);
  }

  private static boolean isCountedFirst(List<Stmt> body, String index) {
    return WrittenTargets.in(body.getFirst()).stream()
        .anyMatch(t -> t instanceof Expr.Name n && n.id().equals(index));
  }
}
