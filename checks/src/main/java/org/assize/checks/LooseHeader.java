package org.assize.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds headers of answers whose value takes away the protection that they stand for.
 *
 * @param headers the headers in lower case, each with an expression that the bad values fit
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the header
 */
public record LooseHeader(Map<String, String> headers, Map<String, String> say)
    implements Detector {
  /** Checks the sentences and the expressions. */
  public LooseHeader {
    Sentences.require(say, List.of("present", "test"));
    headers.values().forEach(Pattern::compile);
  }

  @Override
  public void review(Check check) {
    Map<String, Pattern> bad = new HashMap<>();
    headers.forEach((name, expression) -> bad.put(name, Pattern.compile(expression)));
    for (Expr.Dict dict : check.view().all(Expr.Dict.class)) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key) {
          header(check, bad, key, dict.values().get(i));
        }
      }
    }
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Subscript item
          && item.index() instanceof Expr.Str key) {
        header(check, bad, key, assign.value());
      }
    }
    for (CallSite call : check.view().calls()) {
      List<Expr> args = call.node().args();
      if (args.size() == 2 && args.getFirst() instanceof Expr.Str key) {
        header(check, bad, key, args.get(1));
      }
    }
  }

  private void header(Check check, Map<String, Pattern> bad, Expr.Str key, Expr value) {
    Pattern values = bad.get(key.value().toLowerCase(Locale.ROOT));
    PythonModule module = check.view().module();
    boolean isBad =
        values != null
            && check
                .program()
                .values()
                .text(value, module)
                .filter(text -> values.matcher(text).matches())
                .isPresent();
    if (isBad) {
      Place place = Place.of(module, value);
      check.report(
          check
              .present(place)
              .step(place, "what " + key.value() + " is set to")
              .saying(
                  new Sentences(say)
                      .fill(check.inTest() ? "test" : "present", "name", key.value())));
    }
  }
}
