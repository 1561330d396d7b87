package org.assize.resources.template;

import java.util.Locale;

/**
 * The start of a tag of HTML, up to some place (HTML Living Standard, 13.2.5 Tokenization). A quote
 * counts where it begins a value: directly behind an equals sign.
 *
 * @param text from the sign of less on
 */
public record OpenTag(String text) {
  /** Whether the tag has ended before the place. */
  public boolean isClosed() {
    char quote = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (begins(i)) {
        quote = c;
      } else if (c == '>') {
        return true;
      }
    }
    return false;
  }

  /** Returns where the quote stands that is open at the place; -1 where none is. */
  public int openQuote() {
    int quote = -1;
    for (int i = 1; i < text.length(); i++) {
      if (quote >= 0) {
        quote = text.charAt(i) == text.charAt(quote) ? -1 : quote;
      } else if (begins(i)) {
        quote = i;
      }
    }
    return quote;
  }

  private boolean begins(int i) {
    char c = text.charAt(i);
    return (c == '"' || c == '\'') && text.charAt(i - 1) == '=';
  }

  /** Returns the name of the attribute whose value a quote begins, in lower case. */
  public String attribute(int quote) {
    int end = quote - 1;
    int start = end;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
