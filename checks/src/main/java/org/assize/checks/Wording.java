package org.assize.checks;

import java.util.List;
import org.assize.syntax.Expr;

/** Small parts of sentences. */
final class Wording {
  private static final int MAX_NAMES = 4;
  private static final int MAX_CITED = 3;

  private Wording() {}

  /** {@code 1 call}, {@code 2 calls}. */
  static String count(int number, String singular) {
    return number + " " + (number == 1 ? singular : singular + "s");
  }

  /** {@code its only call}, {@code both calls}, {@code all 3 calls}. */
  static String every(int number, String singular) {
    return switch (number) {
      case 1 -> "its only " + singular;
      case 2 -> "both " + singular + "s";
      default -> "all " + number + " " + singular + "s";
    };
  }

  /** {@code once}, {@code twice}, {@code 3 times}. */
  static String times(int number) {
    return switch (number) {
      case 1 -> "once";
      case 2 -> "twice";
      default -> number + " times";
    };
  }

  /** A text in quotes, on one line, its middle left out where it is long. */
  static String quoted(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return "\"" + (line.length() <= 40 ? line : line.substring(0, 39) + "…") + "\"";
  }

  /** {@code once (a.py:1)}, {@code twice (a.py:1 and b.py:2)}, {@code 9 times (first a.py:1)}. */
  static String timesAt(List<Place> places) {
    List<String> cites = places.stream().map(Place::cite).toList();
    String where = places.size() > MAX_CITED ? "first " + cites.getFirst() : list(cites);
    return times(places.size()) + " (" + where + ")";
  }

  /** {@code a, b and c}; after four, {@code and n more}. */
  static String list(List<String> names) {
    if (names.size() <= 1) {
      return String.join("", names);
    }
    boolean cut = names.size() > MAX_NAMES;
    int shown = cut ? MAX_NAMES - 1 : names.size() - 1;
    String last = cut ? (names.size() - shown) + " more" : names.getLast();
    return String.join(", ", names.subList(0, shown)) + " and " + last;
  }

  /** A dotted name or short expression as it is written; {@code …} where it is long. */
  static String written(Expr expression, ModuleView view) {
    String text = view.module().text().slice(expression.start(), expression.end());
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "…";
  }
}
