package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds regular expressions that remove markup from text and leave some of it: they are tried on
 * texts that a browser takes for the same.
 *
 * @param functions dotted names of functions whose first argument is the expression
 * @param compilers dotted names of functions that compile one
 * @param methods methods of a compiled one that replace
 * @param plain a text of which the expression removes something, or it is no such filter
 * @param left texts that mean the same and must not be left, by what is special about them
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is special,
 *     {@code {text}} the text
 */
public record TextFilter(
    Set<String> functions,
    Set<String> compilers,
    Set<String> methods,
    String plain,
    Map<String, String> left,
    Map<String, String> say)
    implements Detector {
  /** An expression that finds something in here looks for something else. */
  private static final String WITHOUT_MARKUP = "words";

  /** Checks the sentences. */
  public TextFilter {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (functions.contains(call.path())) {
        call.argument(0, "pattern").ifPresent(p -> judge(check, call, p, call));
      } else if (methods.contains(call.calledName())
          && call.node().function() instanceof Expr.Attribute a
          && Values.display(a.value(), call.module()) instanceof Expr.Call made) {
        compiled(check, made)
            .ifPresent(c -> c.argument(0, "pattern").ifPresent(p -> judge(check, call, p, c)));
      }
    }
  }

  private Optional<CallSite> compiled(Check check, Expr.Call made) {
    return check.view().callOf(made).filter(c -> compilers.contains(c.path()));
  }

  private void judge(Check check, CallSite call, Expr expression, CallSite flagged) {
    Optional<Pattern> pattern =
        check
            .program()
            .values()
            .text(expression, call.module())
            .flatMap(text -> pattern(text, flags(flagged)));
    if (pattern.isEmpty()
        || !pattern.get().matcher(plain).find()
        || pattern.get().matcher(WITHOUT_MARKUP).find()) {
      return;
    }
    left.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(e -> !pattern.get().matcher(e.getValue()).find())
        .findFirst()
        .ifPresent(e -> report(check, call, expression, e.getKey(), e.getValue()));
  }

  private void report(Check check, CallSite call, Expr expression, String special, String text) {
    String shown = Wording.quoted(text.replace("\n", "\\n"));
    check.report(
        check
            .present(call.place())
            .step(Place.of(call.module(), expression), "does not match " + shown)
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", special, "text", shown)));
  }

  private static int flags(CallSite call) {
    int flags = 0;
    for (Expr.Attribute flag : Inside.all(List.of((Node) call.node()), Expr.Attribute.class)) {
      flags |=
          switch (flag.attribute()) {
            case "I", "IGNORECASE" -> Pattern.CASE_INSENSITIVE;
            case "S", "DOTALL" -> Pattern.DOTALL;
            case "M", "MULTILINE" -> Pattern.MULTILINE;
            case "X", "VERBOSE" -> Pattern.COMMENTS;
            default -> 0;
          };
    }
    return flags;
  }

  /** Python's syntax where it differs: names of groups. What Java cannot read is no filter. */
  private static Optional<Pattern> pattern(String text, int flags) {
    try {
      return Optional.of(
          Pattern.compile(
              text.replace("(?P<", "(?<").replaceAll("\\(\\?P=(\\w+)\\)", "\\\\k<$1>"), flags));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }
}
