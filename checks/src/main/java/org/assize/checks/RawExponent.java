package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;

/**
 * Finds RSA done by hand on a text itself, without the padding that makes it a way to encrypt.
 *
 * @param exponents names of fields for the exponent of a key
 * @param moduli names of fields for its modulus
 * @param padding words in names of what pads, hides or checks the number
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record RawExponent(
    Set<String> exponents, Set<String> moduli, Set<String> padding, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public RawExponent {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().callsTo("builtins.pow")) {
      List<Expr> args = call.node().args();
      boolean isKey =
          args.size() == 3
              && args.get(1) instanceof Expr.Attribute e
              && args.get(2) instanceof Expr.Attribute n
              && exponents.contains(e.attribute())
              && moduli.contains(n.attribute())
              && NameTerms.last(e.value()).equals(NameTerms.last(n.value()))
              && !NameTerms.last(e.value()).equals("self");
      if (isKey && call.function().filter(f -> !pads(f)).isPresent()) {
        report(check, call, call.function().get());
      }
    }
  }

  private boolean pads(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), padding)
        || Inside.any(
            function.node().body(),
            Expr.class,
            e -> NameTerms.speaksOf(NameTerms.last(e), padding));
  }

  private void report(Check check, CallSite call, PythonFunction function) {
    check.report(
        check
            .present(call.place())
            .step(call.place(), "the number is the text itself")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", function.name())));
  }
}
