package org.assize.resources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.base.SourceText;

/**
 * Reads JSON up to its first fault and keeps what came before. Members with a name that is of no
 * interest are passed over without being built: a notebook's outputs are most of its bytes.
 */
public final class JsonReader {
  /** Deeper values are a fault: no notebook is, and the reader recurses. */
  private static final int MAX_DEPTH = 200;

  private final SourceText source;
  private final String text;
  private final Set<String> uninteresting;
  private int at;
  private Optional<FileProblem> problem = Optional.empty();

  private JsonReader(SourceText source, Set<String> uninteresting) {
    this.source = source;
    this.text = source.text();
    this.uninteresting = uninteresting;
  }

  /** What reading gave: the value as far as it was understood, and the fault that ended it. */
  record Read(Data value, Optional<FileProblem> problem) {}

  /** Returns the value of a text as far as it was understood. */
  public static Data read(SourceText source) {
    return read(source, Set.of());
  }

  /**
   * Returns the value of a text as far as it was understood.
   *
   * @param uninteresting names of members that are left out, wherever they are
   */
  public static Data read(SourceText source, Set<String> uninteresting) {
    return readWithProblem(source, uninteresting).value();
  }

  static Read readWithProblem(SourceText source, Set<String> uninteresting) {
    JsonReader reader = new JsonReader(source, uninteresting);
    Data value = reader.value(0, true);
    if (reader.isSound() && reader.peek() != END) {
      reader.fail("text behind the end of the JSON value");
    }
    return new Read(value, reader.problem);
  }

  private static final char END = '\0';

  private boolean isSound() {
    return problem.isEmpty();
  }

  private void fail(String message) {
    if (isSound()) {
      problem = Optional.of(FileProblem.of(source, at, message));
    }
  }

  /** Skips blanks and returns the next character. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private boolean take(char wanted) {
    if (peek() == wanted && at < text.length()) {
      at++;
      return true;
    }
    return false;
  }

  private Data value(int depth, boolean build) {
    if (depth > MAX_DEPTH) {
      fail("nested more than " + MAX_DEPTH + " deep");
      return new Data.Absent();
    }
    return switch (peek()) {
      case '{' -> group(depth, build);
      case '[' -> items(depth, build);
      case '"' -> string(build);
      case END -> {
        fail("the file ends within a JSON value");
        yield new Data.Absent();
      }
      default -> atom();
    };
  }

  private Data group(int depth, boolean build) {
    Map<String, Data> members = new LinkedHashMap<>();
    at++;
    if (take('}')) {
      return new Data.Group(members);
    }
    do {
      if (peek() != '"') {
        fail("expected a name in double quotes");
        break;
      }
      String name = string(true).value();
      if (!isSound()) {
        break;
      }
      if (!take(':')) {
        fail("expected ':'");
        break;
      }
      boolean wanted = build && !uninteresting.contains(name);
      Data value = value(depth + 1, wanted);
      if (wanted) {
        members.put(name, value);
      }
    } while (isSound() && take(','));
    if (isSound() && !take('}')) {
      fail("expected ',' or '}'");
    }
    return new Data.Group(members);
  }

  private Data items(int depth, boolean build) {
    List<Data> items = new ArrayList<>();
    at++;
    if (take(']')) {
      return new Data.Items(items);
    }
    do {
      Data item = value(depth + 1, build);
      if (build) {
        items.add(item);
      }
    } while (isSound() && take(','));
    if (isSound() && !take(']')) {
      fail("expected ',' or ']'");
    }
    return new Data.Items(items);
  }

  private Data atom() {
    int start = at;
    while (at < text.length() && isAtomPart(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      fail("expected a JSON value");
    }
    return new Data.Atom(text.substring(start, at));
  }

  private static boolean isAtomPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '+'
        || c == '.';
  }

  private Data.Text string(boolean build) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new Data.Text(value.toString(), start);
      }
      if (c == '\n') {
        at = start;
        fail("a string is not closed on its line");
        break;
      }
      if (c != '\\') {
        if (build) {
          value.append(c);
        }
      } else if (!escape(value)) {
        break;
      }
    }
    if (isSound()) {
      at = start;
      fail("a string is not closed");
    }
    return new Data.Text(value.toString(), start);
  }

  private boolean escape(StringBuilder value) {
    char c = at < text.length() ? text.charAt(at++) : END;
    switch (c) {
      case '"', '\\', '/' -> value.append(c);
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'u' -> {
        int unit = Escapes.hex(text, at, 4);
        if (unit < 0) {
          fail("\\u needs four hexadecimal digits");
          return false;
        }
        value.append((char) unit);
        at += 4;
      }
      default -> {
        fail("unknown escape in a string");
        return false;
      }
    }
    return true;
  }
}
