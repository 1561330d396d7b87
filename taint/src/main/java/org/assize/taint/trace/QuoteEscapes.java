package org.assize.taint.trace;

import java.util.List;
import org.assize.taint.language.Context;
import org.assize.taint.language.SinkLanguage;

/**
 * How a quote is written that ends no text in quotes.
 *
 * @param forms with {@code ?} for the quote, the longest first
 */
record QuoteEscapes(List<String> forms) {
  private static final String DOUBLED = "??";
  private static final String BACKSLASH = "\\?";

  /**
   * Returns the forms of a language. A backslash helps only where its own kind is doubled: else a
   * backslash of the value takes its meaning away.
   *
   * @param doublesBackslashes whether backslashes of the value are escaped too
   */
  static QuoteEscapes in(SinkLanguage language, Context context, boolean doublesBackslashes) {
    return new QuoteEscapes(
        switch (language) {
          case SQL -> doublesBackslashes ? List.of(DOUBLED, BACKSLASH) : List.of(DOUBLED);
          case XPATH -> List.of(); // literals know no escapes
          case SHELL ->
              context.words().equals("inside '…'")
                  ? List.of("?\\??", "?\"?\"?", DOUBLED)
                  : List.of(DOUBLED, BACKSLASH);
          default -> List.of(DOUBLED, BACKSLASH);
        });
  }

  /** Returns a text without the quotes in it that are escaped. */
  String without(String text, char quote) {
    if (quote != '\'' && quote != '"' && quote != '`') {
      return text;
    }
    String left = text;
    for (String form : forms) {
      left = left.replace(form.replace('?', quote), "");
    }
    return left;
  }
}
