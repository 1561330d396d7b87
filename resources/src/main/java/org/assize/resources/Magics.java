package org.assize.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blanks out what IPython understands in a cell and Python does not, so that every other character
 * keeps its place: {@code %magic}, {@code !command}, {@code name?}, {@code x = !command}, commands
 * that need no sign ({@code cd ..}), calls without parentheses ({@code /f x}), and cells in other
 * languages ({@code %%bash}).
 *
 * <p>A blanked statement becomes {@code pass}, a blanked value the name {@code _}, which in IPython
 * is whatever was shown last: known to nobody. The Python behind {@code %time} and its like is
 * kept.
 */
final class Magics {
  /** Cell magics whose cell is Python all the same. */
  private static final Set<String> PYTHON_CELLS =
      Set.of("time", "timeit", "capture", "prun", "debug", "python", "python3", "pypy", "px");

  /** A line magic that runs the Python behind it. */
  private static final Pattern PYTHON_LINE =
      Pattern.compile(
          "%(?:time|timeit|prun|memit)\\b(?:[ \\t]+-[nrp][ \\t]*\\d+|[ \\t]+-[a-z]\\b)*[ \\t]+(?=\\S)");

  /**
   * A command that IPython takes for a magic also without its sign, and behind it what no operator
   * starts with.
   */
  private static final Pattern AUTOMAGIC =
      Pattern.compile(
          "(?:pip3?|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|rmdir|man|more)[ \\t]+"
              + "(?!(?:in|is|and|or|not|if|else)\\b)(?:[\\w/~]|\\.[./]|-{1,2}[a-zA-Z])");

  /** How often a cell is read to its end in vain. */
  private static final int MAX_OPEN = 100;

  private final String text;
  private final char[] out;
  private final List<Integer> opened = new ArrayList<>(0);
  private int at;

  private Magics(String text) {
    this.text = text;
    this.out = text.toCharArray();
  }

  /**
   * A cell without magics.
   *
   * @param text as long as the cell was
   * @param opened where strings or brackets open that the cell does not close; their statements are
   *     blank, for they would swallow the cells that follow
   */
  record Masked(String text, List<Integer> opened) {}

  static Masked mask(String cell) {
    Magics magics = new Magics(cell);
    magics.run();
    return new Masked(new String(magics.out), List.copyOf(magics.opened));
  }

  private void run() {
    int first = firstCode(0);
    if (text.startsWith("%%", first)) {
      int end = first + 2;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      if (!PYTHON_CELLS.contains(text.substring(first + 2, end))) {
        blank(0, text.length());
        return;
      }
      at = lineEnd(first);
      statement(first, at);
    }
    while (at < text.length()) {
      logicalLine();
    }
  }

  private int firstCode(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Passes over one statement, with all the lines that its brackets and strings span. */
  private void logicalLine() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    int code = at;
    if (isCommand(code)) {
      command(code);
      return;
    }
    int depth = 0;
    int open = code;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        at++;
        if (depth == 0) {
          return;
        }
      } else if (c == '#') {
        at = lineEnd(at);
      } else if (c == '\\') {
        int backslash = at;
        at = Math.min(at + (text.startsWith("\r\n", at + 1) ? 3 : 2), text.length());
        if (at == text.length()) {
          leaveOpen(code, backslash, at);
        }
      } else if (c == '\'' || c == '"') {
        if (!string(code, c)) {
          return;
        }
      } else if ("([{".indexOf(c) >= 0) {
        open = depth++ == 0 ? at : open;
        at++;
      } else if (")]}".indexOf(c) >= 0) {
        depth = Math.max(0, depth - 1);
        at++;
      } else if (depth == 0 && c == '?') {
        at = lineEnd(at);
        statement(code, at);
      } else if (depth == 0 && c == '=' && isCommandBehind(at)) {
        assigned(firstInLine(at + 1));
        return;
      } else {
        at++;
      }
    }
    if (depth > 0) {
      boolean again = opened.size() < MAX_OPEN;
      leaveOpen(code, open, again ? deeperLines(code, lineEnd(open)) : text.length());
    }
  }

  private boolean isCommand(int code) {
    return code < text.length()
        && ("%!?/,;".indexOf(text.charAt(code)) >= 0
            || AUTOMAGIC.matcher(text).region(code, lineEnd(code)).lookingAt());
  }

  /** Returns the end of the lines that are indented deeper than a statement, or end a bracket. */
  private int deeperLines(int code, int firstEnd) {
    int column = code - (text.lastIndexOf('\n', code) + 1);
    int end = firstEnd;
    while (end < text.length()) {
      int next = firstInLine(end + 1);
      boolean blank = next >= text.length() || text.charAt(next) == '\n';
      boolean closes = !blank && ")]}".indexOf(text.charAt(next)) >= 0;
      if (!blank && !closes && next - (end + 1) <= column) {
        break;
      }
      end = lineEnd(end + 1);
    }
    return end;
  }

  /** Blanks a command with the lines that a backslash at the end adds. */
  private void command(int code) {
    Matcher python = PYTHON_LINE.matcher(text).region(code, lineEnd(code));
    if (python.lookingAt()) {
      blank(code, python.end());
      "pass;".getChars(0, 5, out, code);
      at = python.end();
      return;
    }
    at = commandEnd(code);
    statement(code, at);
  }

  private void assigned(int code) {
    at = commandEnd(code);
    blank(code, at);
    out[code] = '_';
  }

  private int commandEnd(int from) {
    int end = lineEnd(from);
    while (end < text.length() && text.charAt(lastBefore(end)) == '\\') {
      end = lineEnd(end + 1);
    }
    return end;
  }

  private int lastBefore(int end) {
    return end >= 2 && text.charAt(end - 1) == '\r' ? end - 2 : end - 1;
  }

  private boolean isCommandBehind(int equals) {
    int next = firstInLine(equals + 1);
    return next < text.length()
        && (text.charAt(next) == '!' || text.charAt(next) == '%')
        && !text.startsWith("!=", next);
  }

  private int firstInLine(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  /** Passes over a string; returns whether the cell goes on behind it. */
  private boolean string(int code, char quote) {
    int start = at;
    String triple = String.valueOf(quote).repeat(3);
    boolean isTriple = text.startsWith(triple, at);
    at += isTriple ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at = Math.min(at + 2, text.length());
      } else if (isTriple ? text.startsWith(triple, at) : c == quote) {
        at += isTriple ? 3 : 1;
        return true;
      } else if (c == '\n' && !isTriple) {
        // A fault of its own line; the parser says so.
        return true;
      } else {
        at++;
      }
    }
    if (isTriple) {
      leaveOpen(code, start, text.length());
      return false;
    }
    return true;
  }

  /** Blanks a statement whose string or bracket is not closed, and goes on behind it. */
  private void leaveOpen(int code, int open, int end) {
    opened.add(open);
    statement(code, end);
    at = end;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void statement(int start, int end) {
    blank(start, end);
    int room = start;
    while (room < end && out[room] == ' ') {
      room++;
    }
    if (room - start >= 4) {
      "pass".getChars(0, 4, out, start);
    } else if (start < end) {
      out[start] = '_';
    }
  }

  private void blank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (out[i] != '\n' && out[i] != '\r') {
        out[i] = ' ';
      }
    }
  }
}
