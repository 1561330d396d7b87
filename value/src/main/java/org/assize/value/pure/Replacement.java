package org.assize.value.pure;

/** Replacing and counting parts of texts. */
final class Replacement {
  private Replacement() {}

  /**
   * Replaces from the left.
   *
   * @param max how many at most; negative for all
   */
  static String replace(String text, String old, String fresh, long max) {
    if (old.isEmpty()) {
      return insertBetween(Texts.plain(text), fresh, max);
    }
    Limits.checkText(text.length() + (long) count(text, old) * fresh.length());
    StringBuilder out = new StringBuilder();
    int from = 0;
    long left = max;
    for (int at = text.indexOf(old); at >= 0 && left != 0; at = text.indexOf(old, from)) {
      out.append(text, from, at).append(fresh);
      from = at + old.length();
      left--;
    }
    return out.append(text.substring(from)).toString();
  }

  private static String insertBetween(String text, String fresh, long max) {
    Limits.checkText(text.length() + (text.length() + 1L) * fresh.length());
    StringBuilder out = new StringBuilder();
    long left = max;
    for (int i = 0; i <= text.length(); i++) {
      if (left != 0) {
        out.append(fresh);
        left--;
      }
      if (i < text.length()) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
