package org.assize.value.pure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splitting of texts. A negative maximum means no limit. */
final class Splits {
  private Splits() {}

  static List<String> on(String text, String separator, int max) {
    checkSeparator(separator);
    List<String> out = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && out.size() != max;
        at = text.indexOf(separator, from)) {
      out.add(text.substring(from, at));
      from = at + separator.length();
    }
    out.add(text.substring(from));
    return out;
  }

  static List<String> fromRight(String text, String separator, int max) {
    checkSeparator(separator);
    List<String> out = new ArrayList<>();
    int to = text.length();
    for (int at = text.lastIndexOf(separator);
        at >= 0 && out.size() != max;
        at = to < separator.length() ? -1 : text.lastIndexOf(separator, to - separator.length())) {
      out.addFirst(text.substring(at + separator.length(), to));
      to = at;
    }
    out.addFirst(text.substring(0, to));
    return out;
  }

  private static void checkSeparator(String separator) {
    if (separator.isEmpty()) {
      throw Raised.valueError();
    }
  }

  static List<String> onSpace(String text, int max, IntPredicate isSpace) {
    List<String> out = new ArrayList<>();
    int at = skip(text, 0, isSpace);
    while (at < text.length() && out.size() != max) {
      int end = at;
      while (end < text.length() && !isSpace.test(text.charAt(end))) {
        end++;
      }
      out.add(text.substring(at, end));
      at = skip(text, end, isSpace);
    }
    if (at < text.length()) {
      out.add(text.substring(at));
    }
    return out;
  }

  private static int skip(String text, int from, IntPredicate isSpace) {
    int at = from;
    while (at < text.length() && isSpace.test(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static List<String> onSpaceFromRight(String text, int max, IntPredicate isSpace) {
    String mirrored = new StringBuilder(text).reverse().toString();
    List<String> out = new ArrayList<>();
    for (String part : onSpace(mirrored, max, isSpace)) {
      out.addFirst(new StringBuilder(part).reverse().toString());
    }
    return out;
  }

  /** What becomes of the ends of lines. */
  enum Ending {
    KEPT,
    DROPPED
  }

  static List<String> lines(String text, IntPredicate isEnd, Ending ending) {
    List<String> out = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = from;
      while (end < text.length() && !isEnd.test(text.charAt(end))) {
        end++;
      }
      int next = end;
      if (end < text.length()) {
        next += text.startsWith("\r\n", end) ? 2 : 1;
      }
      out.add(text.substring(from, ending == Ending.KEPT ? next : end));
      from = next;
    }
    return out;
  }
}
