package org.assize.testkit;

/** Finds the comments of a Python text, which are not in its strings. */
final class Comments {
  private Comments() {}

  /** Returns the text with everything but comments and line ends left out. */
  static String only(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = lineEnd(text, at);
        out.append(text, at, end);
        at = end;
      } else if (c == '"' || c == '\'') {
        int end = stringEnd(text, at);
        text.substring(at, end).chars().filter(unit -> unit == '\n').forEach(_ -> out.append('\n'));
        at = end;
      } else {
        if (c == '\n') {
          out.append(c);
        }
        at++;
      }
    }
    return out.toString();
  }

  private static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  /** Returns the offset behind a string; one that is not closed ends with its line or the text. */
  private static int stringEnd(String text, int start) {
    String quote = text.substring(start, start + 1);
    boolean triple = text.startsWith(quote.repeat(3), start);
    String end = triple ? quote.repeat(3) : quote;
    int at = start + end.length();
    while (at < text.length()) {
      if (text.charAt(at) == '\\') {
        at += 2;
      } else if (text.startsWith(end, at)) {
        return at + end.length();
      } else if (!triple && text.charAt(at) == '\n') {
        return at;
      } else {
        at++;
      }
    }
    return text.length();
  }
}
