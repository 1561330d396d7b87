package org.assize.taint.language;

/** Where a hole stands in an SQL statement (SQL:2016, lexical elements; quoting as servers do). */
final class SqlText {
  private SqlText() {}

  static Context context(String before) {
    char quote = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (before.startsWith("/*", i)) {
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
