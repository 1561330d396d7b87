package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds functions that take a signed token of a request apart by hand: they decode its middle part
 * and never look at the signature.
 *
 * @param decoders dotted names of functions that decode a part of a token
 * @param sent names under which a request holds what a client sends
 * @param verifying words in names of functions that look at a signature
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record ReadClaims(
    Set<String> decoders, Set<String> sent, Set<String> verifying, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public ReadClaims {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      Optional<PythonFunction> function = call.function();
      if (decoders.contains(call.path())
          && function.isPresent()
          && isPartOfToken(check, call)
          && isSent(function.get())
          && !isVerified(function.get())) {
        check.report(
            check
                .present(call.place())
                .step(call.place(), "the part between the dots, without the signature")
                .saying(
                    new Sentences(say)
                        .fill(check.inTest() ? "test" : "present", "name", function.get().name())));
      }
    }
  }

  /** {@code token.split(".")[1]}, in place or by a local name. */
  private static boolean isPartOfToken(Check check, CallSite call) {
    return Inside.all(call.node().args(), Expr.class).stream()
        .map(e -> e instanceof Expr.Name ? new ShownValue(check).assigned(e) : e)
        .anyMatch(e ->
            e instanceof Expr.Subscript s
                && s.index() instanceof Expr.Int at
                && at.value() == 1
                && s.value() instanceof Expr.Call split
                && NameTerms.last(split).equals("split")
                && !split.args().isEmpty()
                && split.args().getFirst() instanceof Expr.Str dot
                && dot.value().equals("."));
  }

  private boolean isSent(PythonFunction function) {
    List<? extends Node> body = function.node().body();
    return Inside.any(body, Expr.Attribute.class, a -> sent.contains(a.attribute()))
        || Inside.any(body, Expr.Str.class, s -> sent.contains(s.value()));
  }

  private boolean isVerified(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c -> NameTerms.speaksOf(NameTerms.last(c), verifying));
  }
}
