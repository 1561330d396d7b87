package org.assize.taint.language;

/** Languages in which quotes enclose what is no part of them, and the same quote ends it. */
final class QuotedText {
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
        ? Context.word("outside of quotes")
        : Context.against("inside " + quote + "…" + quote, String.valueOf(quote));
  }
}
