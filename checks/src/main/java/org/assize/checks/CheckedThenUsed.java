package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds files that are asked about by their name and then opened by the same name: what the name
 * stands for may change between the two.
 *
 * @param asking dotted names of functions that ask about a path
 * @param guarding those of them whose no is asked for to be safe from links: the file is a defect
 *     then
 * @param using dotted names of functions that open or change what a path names
 * @param usingMethods names of methods of a path that do
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what asks
 */
public record CheckedThenUsed(
    Set<String> asking,
    Set<String> guarding,
    Set<String> using,
    Set<String> usingMethods,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public CheckedThenUsed {
    Sentences.require(say, List.of("present", "guarded", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.If test : check.view().all(Stmt.If.class)) {
      for (Expr.Call call : Inside.all(List.of((Node) test.test()), Expr.Call.class)) {
        check
            .view()
            .callOf(call)
            .filter(c -> asking.contains(c.path()))
            .filter(c -> !c.node().args().isEmpty())
            .ifPresent(c -> used(check, test, c).ifPresent(use -> report(check, test, c, use)));
      }
    }
  }

  private Optional<CallSite> used(Check check, Stmt.If test, CallSite asked) {
    String path = Wording.written(asked.node().args().getFirst(), check.view());
    return Inside.all(test.body(), Expr.Call.class).stream()
        .flatMap(c -> check.view().callOf(c).stream())
        .filter(
            c -> opened(c).filter(e -> Wording.written(e, check.view()).equals(path)).isPresent())
        .findFirst();
  }

  /** The path that a call opens or changes. */
  private Optional<Expr> opened(CallSite call) {
    if (using.contains(call.path())) {
      return call.node().args().stream().findFirst();
    }
    return call.node().function() instanceof Expr.Attribute a
            && usingMethods.contains(a.attribute())
        ? Optional.of(a.value())
        : Optional.empty();
  }

  /** {@code if not islink(path)}: nobody asks so who does not fear a link. */
  private boolean isGuard(Stmt.If test, CallSite asked) {
    return guarding.contains(asked.path())
        && Inside.any(
            List.of((Node) test.test()),
            Expr.UnaryOp.class,
            u -> u.op() == UnaryOperator.NOT && u.operand() == asked.node());
  }

  private void report(Check check, Stmt.If test, CallSite asked, CallSite use) {
    boolean isGuard = isGuard(test, asked);
    Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
    check.report(
        (isGuard ? check.present(use.place()) : Finding.caution(check.weakness(), use.place(), why))
            .step(asked.place(), asked.path() + " asks about the name")
            .step(use.place(), "the name is looked up again")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : isGuard ? "guarded" : "present",
                        "name",
                        asked.path())));
  }
}
