package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds regular expressions that want the beginning of the text behind a character, or a character
 * behind its end: they match nothing.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the part that cannot
 *     be
 */
public record UnmatchablePattern(Map<String, String> say) implements Detector {
  private static final Pattern BEFORE_START =
      Pattern.compile("^[A-Za-z0-9/_ @#~-]+\\^(?!\\*|\\?|\\{)");
  private static final Pattern AFTER_END = Pattern.compile("(?<!\\\\)\\$[A-Za-z0-9/_ @#~-]+$");

  /** Checks the sentences. */
  public UnmatchablePattern {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PatternCall pattern : PatternCall.in(check)) {
      if (!pattern.has('m') && !pattern.has('x') && pattern.text().indexOf('|') < 0) {
        part(pattern.text()).ifPresent(part -> report(check, pattern, part));
      }
    }
  }

  private static Optional<String> part(String text) {
    Matcher start = BEFORE_START.matcher(text);
    Matcher end = AFTER_END.matcher(text);
    if (start.find()) {
      return Optional.of(start.group());
    }
    return end.find() && !isInClass(text, end.start())
        ? Optional.of(end.group())
        : Optional.empty();
  }

  private static boolean isInClass(String text, int at) {
    return text.lastIndexOf('[', at) > text.lastIndexOf(']', at);
  }

  private void report(Check check, PatternCall pattern, String part) {
    check.report(
        check
            .present(pattern.call().place())
            .step(
                Place.of(pattern.call().module(), pattern.expression()),
                "no text has " + Wording.quoted(part))
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", Wording.quoted(part))));
  }
}
