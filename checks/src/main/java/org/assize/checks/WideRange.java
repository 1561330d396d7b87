package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ranges of characters whose ends are of different kinds, so that what stands between the two
 * kinds is in the range as well.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the range, {@code
 *     {text}} what it holds as well
 */
public record WideRange(Map<String, String> say) implements Detector {
  private static final Pattern SET =
      Pattern.compile("(?<!\\\\)\\[(\\^?\\]?(?:[^\\]\\\\]|\\\\.)*)\\]");
  private static final Pattern RANGE = Pattern.compile("(?<!\\\\)([A-Za-z0-9])-([A-Za-z0-9])");

  /** What takes a text apart and keeps nothing out, unless what it removes is all but the range. */
  private static final Set<String> REWRITING = Set.of("sub", "subn", "split");

  /** Checks the sentences. */
  public WideRange {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PatternCall pattern : PatternCall.in(check)) {
      Matcher set = SET.matcher(pattern.text());
      Optional<String> wide = Optional.empty();
      boolean isRewritten = REWRITING.contains(pattern.call().calledName());
      while (set.find() && wide.isEmpty()) {
        boolean keepsOut = set.group(1).startsWith("^");
        wide = isRewritten && !keepsOut ? Optional.empty() : wide(set.group(1));
      }
      wide.ifPresent(range -> report(check, pattern, range));
    }
  }

  private static Optional<String> wide(String set) {
    Matcher range = RANGE.matcher(set);
    while (range.find()) {
      char low = range.group(1).charAt(0);
      char high = range.group(2).charAt(0);
      if (low < high && kind(low) != kind(high)) {
        return Optional.of(range.group());
      }
    }
    return Optional.empty();
  }

  private static int kind(char c) {
    return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : 2;
  }

  private void report(Check check, PatternCall pattern, String range) {
    String between = kind(range.charAt(0)) == 0 ? ": ; < = > ? @" : "[ \\ ] ^ _ `";
    check.report(
        check
            .present(pattern.call().place())
            .step(
                Place.of(pattern.call().module(), pattern.expression()),
                range + " holds " + between + " as well")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", range, "text", between)));
  }
}
