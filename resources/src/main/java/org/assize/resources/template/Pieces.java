package org.assize.resources.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts a template into text, outputs and tags (Jinja, "Template Designer Documentation"; Django,
 * "The Django template language"). Comments and the insides of {@code raw} and {@code verbatim} are
 * dropped or kept as text.
 */
final class Pieces {
  private final String text;
  private final List<Piece> found = new ArrayList<>();
  private final Map<String, Integer> lastMark = new HashMap<>();
  private int at;

  private Pieces(String text) {
    this.text = text;
  }

  /** Returns the parts in their order. */
  static List<Piece> of(String text) {
    return new Pieces(text).read();
  }

  private List<Piece> read() {
    int textStart = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      char kind = open < 0 || open + 1 >= text.length() ? 0 : text.charAt(open + 1);
      if (open < 0) {
        break;
      }
      int close = kind == '{' || kind == '%' || kind == '#' ? closed(open, kind) : -1;
      if (close < 0) {
        at = open + 1;
        continue;
      }
      text(textStart, open);
      at = close + 2;
      switch (kind) {
        case '{' -> output(open, close);
        case '%' -> tag(open, close);
        default -> {}
      }
      textStart = at;
    }
    text(textStart, text.length());
    return found;
  }

  private void text(int start, int end) {
    if (start < end) {
      found.add(new Piece.Text(start, end));
    }
  }

  /** Returns where the closing mark stands; -1 where none does. */
  private int closed(int open, char kind) {
    String mark = kind == '{' ? "}}" : kind + "}";
    if (open >= lastMark.computeIfAbsent(mark, text::lastIndexOf)) {
      return -1;
    }
    char quote = 0;
    for (int i = open + 2; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote || c == '\n' ? 0 : quote;
      } else if (kind != '#' && (c == '"' || c == '\'')) {
        quote = c;
      } else if (text.startsWith(mark, i)) {
        return i;
      }
    }
    return -1;
  }

  private void output(int open, int close) {
    boolean isRaw = open + 2 < close && text.charAt(open + 2) == '!';
    int start = inner(open + (isRaw ? 3 : 2), close);
    int end = outer(start, close);
    if (start < end) {
      found.add(new Piece.Output(start, end, isRaw));
    }
  }

  private void tag(int open, int close) {
    int start = inner(open + 2, close);
    int end = outer(start, close);
    int nameEnd = start;
    while (nameEnd < end && Character.isJavaIdentifierPart(text.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = text.substring(start, nameEnd);
    if (name.equals("raw") && nameEnd < end) {
      found.add(new Piece.Output(inner(nameEnd, end), end, true)); // Tornado's unescaped output
    } else if (name.equals("raw") || name.equals("verbatim") || name.equals("comment")) {
      skip(name);
    } else if (!name.isEmpty()) {
      found.add(new Piece.Tag(name, inner(nameEnd, end), end));
    }
  }

  /** Goes on behind the end of a block in which nothing is read. */
  private void skip(String name) {
    int end = text.indexOf("end" + name, at);
    int close = end < 0 ? -1 : text.indexOf("%}", end);
    at = close < 0 ? text.length() : close + 2;
  }

  /** Skips spaces and the marks that cut the spaces around a tag. */
  private int inner(int from, int limit) {
    int i = from;
    while (i < limit && (Character.isWhitespace(text.charAt(i)) || isCut(i, from))) {
      i++;
    }
    return i;
  }

  private boolean isCut(int i, int from) {
    return i == from && (text.charAt(i) == '-' || text.charAt(i) == '+');
  }

  private int outer(int from, int limit) {
    int i = limit;
    while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    if (i == limit && i > from && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '+')) {
      i--;
      while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
        i--;
      }
    }
    return i;
  }
}
