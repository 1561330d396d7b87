package org.assize.syntax;

import static org.assize.syntax.Token.*;

/**
 * Finds where to go on behind a broken statement: at the end of its logical line, or, if a bracket
 * of it is never closed, before the next line that starts like a statement of the same block. Once
 * such a line has shown that, or the end of the text, lines before it that begin with a name where
 * statements of the block begin are no part of the brackets either.
 */
final class Recovery {
  private static final int MAX_SCAN = 200_000;

  private final Lexer lexer;
  private long budget;

  Recovery(Lexer lexer) {
    this.lexer = lexer;
    this.budget = 1_000_000 + 20L * lexer.length;
  }

  static boolean continuesCompound(int kind) {
    return kind == ELIF || kind == ELSE || kind == EXCEPT || kind == FINALLY;
  }

  /** Reports the failure, moves behind the statement that starts at {@code start}. */
  int skip(int start, SyntaxFailure failure, Problems problems) {
    Lines found = lines(start);
    if (failure.text.contains("too many nested")) {
      // Every line up to there would fail in the same way.
      found = new Lines(Math.max(found.end, lineEnd(failure.start)), found.openBracket);
    }
    SyntaxFailure cause = cause(failure, found, problems);
    problems.add(cause.start, cause.end, cause.text);
    return resume(found.end);
  }

  /**
   * What explains a failure that says no more than that a token does not fit: a bracket of a line
   * above that is never closed, or a later token of the line that is none, such as the quote behind
   * {@code 'it's'}. CPython prefers the same.
   */
  private SyntaxFailure cause(SyntaxFailure failure, Lines found, Problems problems) {
    if (!failure.text.startsWith("invalid syntax")) {
      return failure;
    }
    boolean inField = lexer.fieldBrackets >= 0;
    int open = found.openBracket;
    if (open >= 0 && open <= failure.start && lineEnd(open) < failure.end) {
      return lexer.failure(open, open + 1, "'" + lexer.buffer[open] + "' was never closed");
    }
    Problems.Mark before = problems.mark();
    while (!inField && lexer.kind > ERROR && lexer.kind != FSTRING && lexer.pos < found.end) {
      lexer.next();
    }
    problems.reset(before);
    boolean known = lexer.kind == ERROR && !lexer.errorMessage.startsWith("invalid syntax");
    return known && lexer.start < found.end ? lexer.unexpected() : failure;
  }

  int skipQuietly(int start) {
    return resume(lines(start).end);
  }

  private int resume(int at) {
    lexer.resumeAtLineEnd(at);
    int end = at;
    while (end > 0 && lexer.buffer[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  /** The end of a logical line, and the bracket that is open there, or -1. */
  private record Lines(int end, int openBracket) {}

  @SuppressWarnings("IfChainToSwitch") // Ranges of characters and their order.
  private Lines lines(int start) {
    char[] b = lexer.buffer;
    int column = column(start);
    int limit = (int) Math.min(lexer.length, start + Math.min(MAX_SCAN, budget));
    int firstEnd = -1;
    int named = -1;
    int depth = 0;
    int open = -1;
    int p = start;
    while (p < limit) {
      char c = b[p];
      if (c == '\n' || c == '\r') {
        if (depth == 0) {
          budget -= p - start;
          return new Lines(p, -1);
        }
        firstEnd = firstEnd < 0 ? p : firstEnd;
        int after = c == '\r' && b[p + 1] == '\n' ? p + 2 : p + 1;
        if (startsStatement(after, column)) {
          budget -= p - start;
          return new Lines(named < 0 ? p : named, open);
        }
        named = named < 0 && startsWithName(after, column) ? p : named;
        p = after;
      } else if (c == '(' || c == '[' || c == '{') {
        open = depth++ == 0 ? p : open;
        p++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth = Math.max(0, depth - 1);
        p++;
      } else if (c == '#') {
        p = lineEnd(p);
      } else if (c == '"' || c == '\'') {
        p = string(p);
      } else if (c == '\\') {
        p += b[p + 1] == '\r' && b[p + 2] == '\n' ? 3 : 2;
      } else {
        p++;
      }
    }
    budget -= p - start;
    if (depth == 0 && p >= lexer.length) {
      return new Lines(lexer.length, -1);
    }
    if (named >= 0 && p >= lexer.length) {
      return new Lines(named, open);
    }
    return new Lines(firstEnd < 0 ? lineEnd(start) : firstEnd, open);
  }

  private boolean startsWithName(int lineStart, int maxColumn) {
    int p = lineStart;
    while (lexer.buffer[p] == ' ' || lexer.buffer[p] == '\t') {
      p++;
    }
    return column(lineStart) <= maxColumn && Character.isJavaIdentifierStart(lexer.buffer[p]);
  }

  private int column(int start) {
    int p = start;
    while (p > 0 && lexer.buffer[p - 1] != '\n' && lexer.buffer[p - 1] != '\r') {
      p--;
    }
    int column = 0;
    while (lexer.buffer[p] == ' ' || lexer.buffer[p] == '\t') {
      column = lexer.buffer[p] == '\t' ? (column / 8 + 1) * 8 : column + 1;
      p++;
    }
    return column;
  }

  private int lineEnd(int from) {
    int p = from;
    while (p < lexer.length && lexer.buffer[p] != '\n' && lexer.buffer[p] != '\r') {
      p++;
    }
    return p;
  }

  /** Returns what is behind a string; a quote that is never closed is a character. */
  private int string(int from) {
    char[] b = lexer.buffer;
    char quote = b[from];
    boolean triple = b[from + 1] == quote && b[from + 2] == quote;
    int p = triple ? from + 3 : from + 1;
    while (p < lexer.length) {
      char c = b[p];
      if (c == '\\') {
        p++;
      } else if (c == quote && (!triple || (b[p + 1] == quote && b[p + 2] == quote))) {
        return triple ? p + 3 : p + 1;
      } else if (!triple && (c == '\n' || c == '\r')) {
        return p;
      }
      p++;
    }
    return triple ? from + 3 : p;
  }

  private boolean startsStatement(int lineStart, int maxColumn) {
    char[] b = lexer.buffer;
    int p = lineStart;
    int column = 0;
    while (b[p] == ' ' || b[p] == '\t') {
      column = b[p] == '\t' ? (column / 8 + 1) * 8 : column + 1;
      p++;
    }
    if (column > maxColumn) {
      return false;
    }
    if (b[p] == '@') {
      return true;
    }
    int end = p;
    while (CharClass.isNamePart(b[end])) {
      end++;
    }
    if (end - p > 8) {
      return false;
    }
    return switch (new String(b, p, end - p)) {
      case "def", "class", "import", "from", "return", "try", "while", "with", "raise", "pass" ->
          true;
      case "break", "continue", "del", "global", "nonlocal", "assert", "async" -> true;
      case "if", "for", "elif", "else" -> {
        int last = lineEnd(end) - 1;
        while (b[last] == ' ') {
          last--;
        }
        yield b[last] == ':';
      }
      default -> false;
    };
  }
}
