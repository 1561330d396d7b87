package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds tests whether a path lies in a folder that look at its text and not at where its links
 * lead.
 *
 * @param texts dotted names of functions that tidy up the text of a path
 * @param beginnings methods that test the beginning of a path
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record LinkBlindCheck(Set<String> texts, Set<String> beginnings, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public LinkBlindCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (beginnings.contains(call.calledName())
          && call.node().function() instanceof Expr.Attribute method
          && decides(check, call.node())) {
        Expr made = Values.display(method.value(), call.module());
        check
            .view()
            .callOf(made)
            .filter(c -> texts.contains(c.path()))
            .ifPresent(c -> report(check, call, c));
      }
    }
  }

  private static boolean decides(Check check, Expr test) {
    Node inner = test;
    while (!(inner instanceof Stmt) && check.view().parent(inner).isPresent()) {
      inner = check.view().parent(inner).get();
    }
    return inner instanceof Stmt.If || inner instanceof Stmt.Return;
  }

  private void report(Check check, CallSite call, CallSite made) {
    Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
    check.report(
        Finding.caution(check.weakness(), call.place(), why)
            .step(made.place(), made.path() + " looks at the text of the path")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", made.path())));
  }
}
