package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Literal;
import org.assize.taint.language.Context;
import org.assize.value.domain.CharSet;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/** Whether a text that matches a pattern does no harm in some context. */
final class Patterns {
  private static final int ASCII = 128;

  private static final CharSet IN_WORDS =
      CharSet.where(c -> Character.isLetter(c) || c == '_', CharSet.Others.IN);

  private static final List<String> AROUND = List.of("", "a", "1", "A", "_", "-", "/");

  private Patterns() {}

  /**
   * Whether no text that matches has a character that does harm where it stands.
   *
   * @param function {@code match}, {@code fullmatch} or {@code search}
   */
  static boolean excludes(String pattern, String function, Context context) {
    if (pattern.startsWith(PatternCall.PER_LINE) && !function.equals("fullmatch")) {
      return false; // whatever the other lines hold
    }
    boolean startsFixed = pattern.startsWith("^") || pattern.startsWith("\\A");
    Optional<MatchedText> read = MatchedText.of(pattern);
    if (read.isEmpty()) {
      return excludesByTrying(pattern, function, context, startsFixed);
    }
    MatchedText text = read.get();
    boolean isFromStart = !function.equals("search") || (startsFixed && !text.isSplit());
    boolean isToEnd = function.equals("fullmatch") || text.isClosed();
    if (!isFromStart) {
      return false;
    }
    return context.isLeading()
        ? context.isHarmless(text.first())
        : (isToEnd && isHarmless(text, context)) || namesHost(pattern, isToEnd, context);
  }

  /**
   * What stands in the expression itself, its author has chosen; next to words of somebody else it
   * may still mean something that nobody thought of.
   */
  private static boolean isHarmless(MatchedText text, Context context) {
    return context.isHarmless(text.group(0))
        || (context.isHarmless(text.chosen()) && text.chosen().intersect(IN_WORDS).isEmpty());
  }

  private static boolean namesHost(String pattern, boolean isToEnd, Context context) {
    return switch (context.words()) {
      case Context.WHOLE_ADDRESS ->
          PatternHost.ofAddress(pattern, isToEnd) || PatternHost.isLocal(pattern);
      case Context.HOST -> PatternHost.ofHost(pattern, isToEnd);
      default -> false;
    };
  }

  /**
   * Patterns that take any character somewhere never exclude; others are tried on texts that hold
   * each harmful one.
   */
  private static boolean excludesByTrying(
      String pattern, String function, Context context, boolean startsFixed) {
    boolean endsFixed = pattern.endsWith("$") || pattern.endsWith("\\Z");
    boolean isWhole =
        switch (function) {
          case "fullmatch" -> true;
          case "match" -> endsFixed;
          default -> endsFixed && startsFixed;
        };
    return isWhole
        && !takesAnything(pattern)
        && matchesShort(pattern, function)
        && !matchesHarmful(pattern, function, context);
  }

  /** Trying short texts says nothing of a pattern that takes none of them. */
  private static boolean matchesShort(String pattern, String function) {
    return AROUND.stream()
        .flatMap(a -> AROUND.stream().map(b -> a + b))
        .anyMatch(text -> mayMatch(pattern, function, text));
  }

  /** A dot, or the complement of a class: what it takes is not found by trying. */
  private static boolean takesAnything(String pattern) {
    boolean inBrackets = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        if (i < pattern.length() && "SWD".indexOf(pattern.charAt(i)) >= 0) {
          return true;
        }
      } else if (c == '[' && !inBrackets) {
        inBrackets = true;
      } else if (c == ']') {
        inBrackets = false;
      } else if (c == '.' && !inBrackets) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesHarmful(String pattern, String function, Context context) {
    for (int c = 1; c < ASCII; c++) {
      boolean isHarmful = !context.isHarmless(CharSet.of(String.valueOf((char) c)));
      if (isHarmful && c != '\n' && !isSeparator(c)) {
        for (String around : AROUND) {
          for (String text :
              List.of(around + (char) c, (char) c + around, around + (char) c + around)) {
            if (mayMatch(pattern, function, text)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /**
   * Separators of ASCII: no language reads them, and only {@code \s} takes them for white space.
   */
  private static boolean isSeparator(int c) {
    return c >= 0x1c && c <= 0x1f;
  }

  private static boolean mayMatch(String pattern, String function, String text) {
    Outcome outcome = Evaluator.matches(function, Concrete.text(pattern), Concrete.text(text));
    return !(outcome instanceof Outcome.Value(Concrete.Scalar(Literal.Truth(boolean matched))))
        || matched;
  }
}
