package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds calls that hand all variables of a function or module to others.
 *
 * @param scopes dotted names of functions that give all variables
 * @param showing names of functions that show what they are given
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is given
 */
public record AllVariables(Set<String> scopes, Set<String> showing, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public AllVariables {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (showing.contains(call.calledName())) {
        call.node().args().forEach(a -> given(check, call, a));
        for (Node.Keyword k : call.node().keywords()) {
          given(check, call, k.value());
        }
      }
    }
  }

  private void given(Check check, CallSite call, Expr argument) {
    Expr bare =
        SingleUse.behind(argument instanceof Expr.Starred s ? s.value() : argument, call.module());
    check
        .view()
        .callOf(bare)
        .filter(c -> scopes.contains(c.path()) && c.node().args().isEmpty())
        .ifPresent(all ->
            check.report(
                check
                    .present(all.place())
                    .step(call.place(), "it is shown here")
                    .saying(
                        new Sentences(say)
                            .fill(
                                check.inTest() ? "test" : "present",
                                "name",
                                Wording.written(bare, check.view())))));
  }
}
