package org.assize.resources.template;

import java.util.ArrayList;
import java.util.List;

/** Parts an expression of a template into tokens; units that begin no token are skipped. */
final class Tokens {
  /** What is longer is no expression that anybody wrote; readers of it need no more stack. */
  private static final int MAX_TOKENS = 2_000;

  private static final List<String> PAIRS = List.of("==", "!=", "<=", ">=", "//", "**");

  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  /**
   * A token.
   *
   * @param text as it is written; of a {@link Kind#TEXT} without its quotes
   */
  record Token(Kind kind, String text, int start, int end) {
    boolean is(String sign) {
      return kind != Kind.TEXT && text.equals(sign);
    }
  }

  private final String text;
  private final int end;
  private final List<Token> found = new ArrayList<>();
  private int at;

  private Tokens(String text, int start, int end) {
    this.text = text;
    this.end = end;
    at = start;
  }

  /** Returns the tokens of a range, the last of which is the end. */
  static List<Token> of(String text, int start, int end) {
    return new Tokens(text, start, end).read();
  }

  private List<Token> read() {
    while (at < end && found.size() < MAX_TOKENS) {
      char c = text.charAt(at);
      int start = at;
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (Character.isDigit(c)) {
        add(Kind.NUMBER, start, span(start, false));
      } else if (Character.isJavaIdentifierStart(c)) {
        add(Kind.NAME, start, span(start, true));
      } else {
        boolean isPair = PAIRS.stream().anyMatch(p -> text.startsWith(p, start));
        add(Kind.SIGN, start, Math.min(end, start + (isPair ? 2 : 1)));
      }
    }
    found.add(new Token(Kind.END, "", end, end));
    return found;
  }

  private void quoted(char quote) {
    int start = at;
    int close = start + 1;
    StringBuilder value = new StringBuilder();
    while (close < end && text.charAt(close) != quote) {
      if (text.charAt(close) == '\\' && close + 1 < end) {
        close++;
      }
      value.append(text.charAt(close));
      close++;
    }
    at = Math.min(end, close + 1);
    found.add(new Token(Kind.TEXT, value.toString(), start, at));
  }

  private int span(int start, boolean isName) {
    int i = start + 1;
    while (i < end
        && (isName
            ? Character.isJavaIdentifierPart(text.charAt(i))
            : Character.isDigit(text.charAt(i)))) {
      i++;
    }
    return i;
  }

  private void add(Kind kind, int start, int stop) {
    found.add(new Token(kind, text.substring(start, stop), start, stop));
    at = stop;
  }
}
