package org.assize.taint.language;

/** Where a hole stands in an XPath expression (XPath 1.0, 3.7): literals know no escapes. */
final class XPathText {
  private XPathText() {}

  static Context context(String before) {
    char quote = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      }
    }
    return quote == 0
        ? Context.word("outside of quotes")
        : Context.against("inside " + quote + "…" + quote, String.valueOf(quote));
  }
}
