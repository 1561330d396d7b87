package org.assize.taint.language;

import org.assize.value.domain.CharSet;

/** Where a hole stands in a command line of a POSIX shell (POSIX.1-2017, 2.2 Quoting). */
final class ShellText {
  private static final CharSet SPECIAL =
      CharSet.where(
          c -> !Character.isLetterOrDigit(c) && "_@%+=:,./-".indexOf(c) < 0, CharSet.Others.OUT);

  private ShellText() {}

  static Context context(String before) {
    char quote = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      }
    }
    return switch (quote) {
      case '\'' -> Context.against("inside '…'", "'");
      case '"' -> Context.against("inside \"…\"", "\"$`\\");
      default -> new Context("outside of quotes", SPECIAL);
    };
  }
}
