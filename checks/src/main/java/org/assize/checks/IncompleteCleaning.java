package org.assize.checks;

import java.util.List;
import java.util.Map;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds texts from which a part is cut out once, so that what stands around it joins to the very
 * part again.
 *
 * @param parts what is cut out, and a text from which it leaves itself
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the part, {@code
 *     {text}} the text
 */
public record IncompleteCleaning(Map<String, String> parts, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public IncompleteCleaning {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      List<Expr> args = call.node().args();
      if (call.calledName().equals("replace")
          && args.size() == 2
          && args.get(0) instanceof Expr.Str part
          && args.get(1) instanceof Expr.Str with
          && with.value().isEmpty()
          && parts.containsKey(part.value())
          && !isRepeated(check, call, part)) {
        String left = parts.getOrDefault(part.value(), "");
        check.report(
            check
                .present(call.place())
                .step(call.place(), left + " becomes " + left.replace(part.value(), ""))
                .saying(
                    new Sentences(say)
                        .fill(
                            check.inTest() ? "test" : "present",
                            "name",
                            part.value(),
                            "text",
                            left)));
      }
    }
  }

  /** {@code while "../" in path: path = path.replace("../", "")} leaves none. */
  private static boolean isRepeated(Check check, CallSite call, Expr.Str part) {
    return check.view().all(Stmt.While.class).stream()
        .filter(w -> w.start() <= call.node().start() && call.node().end() <= w.end())
        .anyMatch(w ->
            Inside.any(
                List.of((Node) w.test()), Expr.Str.class, s -> s.value().equals(part.value())));
  }
}
