package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds files that are asked about by their name and then opened by the same name: what the name
 * stands for may change between the two.
 *
 * @param asking dotted names of functions that ask about a path
 * @param using dotted names of functions that open or change what a path names
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what asks
 */
public record CheckedThenUsed(Set<String> asking, Set<String> using, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public CheckedThenUsed {
    Sentences.require(say, List.of("present", "test"));
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
            .ifPresent(c -> used(check, test, c).ifPresent(use -> report(check, c, use)));
      }
    }
  }

  private Optional<CallSite> used(Check check, Stmt.If test, CallSite asked) {
    String path = Wording.written(asked.node().args().getFirst(), check.view());
    return Inside.all(test.body(), Expr.Call.class).stream()
        .flatMap(c -> check.view().callOf(c).stream())
        .filter(c -> using.contains(c.path()) && !c.node().args().isEmpty())
        .filter(c -> Wording.written(c.node().args().getFirst(), check.view()).equals(path))
        .findFirst();
  }

  private void report(Check check, CallSite asked, CallSite use) {
    Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
    check.report(
        Finding.caution(check.weakness(), use.place(), why)
            .step(asked.place(), asked.path() + " asks about the name")
            .step(use.place(), "the name is looked up again")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", asked.path())));
  }
}
