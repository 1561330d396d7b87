package org.assize.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.base.SourceText;

/**
 * Reads TOML as far as it can be told: a fault costs its line, and what follows is read on. Later
 * values replace earlier ones; dates and numbers are kept as they are written.
 */
final class TomlReader {
  private static final int MAX_DEPTH = 100;

  /** Ends the statement at hand; its place is {@link #at}. */
  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message, null, false, false);
    }
  }

  private final SourceText source;
  private final String text;
  private final Map<String, Data> root = new LinkedHashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private Map<String, Data> table = root;
  private int at;

  private TomlReader(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** What reading gave. */
  record Read(Data value, List<FileProblem> problems) {}

  static Read read(SourceText source) {
    TomlReader reader = new TomlReader(source);
    while (reader.at < reader.text.length()) {
      reader.line();
    }
    return new Read(new Data.Group(reader.root), List.copyOf(reader.problems));
  }

  private void line() {
    blanks();
    try {
      if (peek() == '[') {
        header();
      } else if (!isLineEnd()) {
        assignment(table, 0);
      }
      blanks();
      if (!isLineEnd()) {
        throw new Fault("expected the end of the line");
      }
    } catch (Fault fault) {
      String message = fault.getMessage();
      problems.add(FileProblem.of(source, at, message == null ? "" : message));
    }
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  private void header() {
    // What stands below a header that is not understood belongs to no table that is known.
    table = new LinkedHashMap<>();
    at++;
    boolean isList = peek() == '[';
    if (isList) {
      at++;
    }
    List<String> keys = keys();
    expect(']');
    if (isList) {
      expect(']');
    }
    Map<String, Data> outer = descend(root, keys.subList(0, keys.size() - 1));
    String last = keys.getLast();
    if (isList) {
      List<Data> items = new ArrayList<>(outer.getOrDefault(last, new Data.Absent()).items());
      items.add(new Data.Group(table));
      outer.put(last, new Data.Items(items));
    } else {
      table = descend(outer, List.of(last));
    }
  }

  private static Map<String, Data> descend(Map<String, Data> from, List<String> keys) {
    Map<String, Data> at = from;
    for (String key : keys) {
      Data next = at.getOrDefault(key, new Data.Absent());
      if (next instanceof Data.Items(List<Data> items) && !items.isEmpty()) {
        next = items.getLast();
      }
      if (next instanceof Data.Group(Map<String, Data> members)) {
        at = members;
      } else {
        Map<String, Data> made = new LinkedHashMap<>();
        at.put(key, new Data.Group(made));
        at = made;
      }
    }
    return at;
  }

  private void assignment(Map<String, Data> into, int depth) {
    List<String> keys = keys();
    expect('=');
    blanks();
    Data value = value(depth);
    descend(into, keys.subList(0, keys.size() - 1)).put(keys.getLast(), value);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    do {
      blanks();
      keys.add(key());
      blanks();
    } while (take('.'));
    return keys;
  }

  private String key() {
    char c = peek();
    if (c == '"' || c == '\'') {
      return string(c);
    }
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "-_".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw new Fault("expected a key");
    }
    return text.substring(start, at);
  }

  private Data value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new Fault("nested more than " + MAX_DEPTH + " deep");
    }
    char c = peek();
    int start = at;
    return switch (c) {
      case '"', '\'' -> new Data.Text(string(c), start);
      case '[' -> array(depth);
      case '{' -> inlineTable(depth);
      default -> {
        while (at < text.length() && isAtomPart(text.charAt(at))) {
          at++;
        }
        String written = text.substring(start, at).strip();
        if (written.isEmpty()) {
          throw new Fault("expected a value");
        }
        yield new Data.Atom(written);
      }
    };
  }

  /** A space may stand between a date and its time. */
  private static boolean isAtomPart(char c) {
    return Character.isLetterOrDigit(c) || "+-._: ".indexOf(c) >= 0;
  }

  private Data array(int depth) {
    List<Data> items = new ArrayList<>();
    at++;
    blanksAndLines();
    while (!take(']')) {
      items.add(value(depth + 1));
      blanksAndLines();
      if (!take(',') && peek() != ']') {
        throw new Fault("expected ',' or ']'");
      }
      blanksAndLines();
    }
    return new Data.Items(items);
  }

  private Data inlineTable(int depth) {
    Map<String, Data> members = new LinkedHashMap<>();
    at++;
    blanksAndLines();
    while (!take('}')) {
      assignment(members, depth + 1);
      blanksAndLines();
      if (!take(',') && peek() != '}') {
        throw new Fault("expected ',' or '}'");
      }
      blanksAndLines();
    }
    return new Data.Group(members);
  }

  private String string(char quote) {
    String triple = String.valueOf(quote).repeat(3);
    boolean isTriple = text.startsWith(triple, at);
    int start = at;
    at += isTriple ? 3 : 1;
    if (isTriple) {
      at += text.startsWith("\r\n", at) ? 2 : text.startsWith("\n", at) ? 1 : 0;
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isTriple ? text.startsWith(triple, at) : c == quote) {
        at += isTriple ? 3 : 1;
        return value.toString();
      }
      if (c == '\n' && !isTriple) {
        break;
      }
      at++;
      if (c == '\\' && quote == '"') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    at = start;
    throw new Fault("a string is not closed");
  }

  private void escape(StringBuilder value) {
    char c = peek();
    at++;
    switch (c) {
      case 'b' -> value.append('\b');
      case 't' -> value.append('\t');
      case 'n' -> value.append('\n');
      case 'f' -> value.append('\f');
      case 'r' -> value.append('\r');
      case 'e' -> value.append('\u001B');
      case '"', '\\' -> value.append(c);
      case 'x' -> number(value, 2);
      case 'u' -> number(value, 4);
      case 'U' -> number(value, 8);
      case ' ', '\t', '\r', '\n' -> {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
          at++;
        }
      }
      default -> throw new Fault("unknown escape in a string");
    }
  }

  private void number(StringBuilder value, int digits) {
    int point = Escapes.hex(text, at, digits);
    if (!Character.isValidCodePoint(point)) {
      throw new Fault("no such character");
    }
    value.appendCodePoint(point);
    at += digits;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw new Fault("expected '" + wanted + "'");
    }
  }

  private boolean isLineEnd() {
    return at >= text.length() || "#\r\n".indexOf(text.charAt(at)) >= 0;
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void blanksAndLines() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }
}
