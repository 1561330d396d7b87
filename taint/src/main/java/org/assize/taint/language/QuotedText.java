package org.assize.taint.language;

/** Languages in which quotes enclose what is no part of them, and the same quote ends it. */
public final class QuotedText {
  private static final String OUTSIDE = "outside of quotes";

  private QuotedText() {}

  /**
   * Where a hole stands in an SQL statement (SQL:2016, lexical elements; quoting as servers do).
   */
  static Context sql(String before) {
    return context(before, "'\"`", true);
  }

  /** Where a hole stands in an XPath expression (XPath 1.0, 3.7): literals know no escapes. */
  static Context xpath(String before) {
    return context(before, "'\"", false);
  }

  /** Whether a hole stands outside of the quotes of a program of Python. */
  public static boolean isOutside(String before) {
    return context(before, "'\"", false).words().equals(OUTSIDE);
  }

  private static Context context(String before, String quotes, boolean hasComments) {
    char quote = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (quotes.indexOf(c) >= 0) {
        quote = c;
      } else if (hasComments && before.startsWith("/*", i)) {
        int end = before.indexOf("*/", i + 2);
        if (end < 0) {
          return Context.against("in a comment", "*");
        }
        i = end + 1;
      }
    }
    return quote == 0
        ? Context.word(OUTSIDE)
        : Context.against("inside " + quote + "…" + quote, String.valueOf(quote));
  }
}
