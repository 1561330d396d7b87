package org.assize.syntax;

import static org.assize.syntax.Token.EOF;
import static org.assize.syntax.Token.ERROR;

import org.jspecify.annotations.Nullable;

/**
 * The text, the token that was read last, and where the next is looked for: what the lexer shares
 * with those who read parts of a token for it.
 */
abstract class TokenState {
  /** CPython's limit on open brackets. */
  static final int MAX_BRACKETS = 200;

  /** The text, with a few NUL characters behind it so that looking ahead needs no check. */
  final char[] buffer;

  final int length;
  final Names names;
  final Problems problems;
  final Dialect dialect;

  /** The kind of the current token, of {@link Token}, and its range. */
  int kind;

  int start;
  int end;

  /** End of the token before. */
  int prevEnd;

  /** Of a name: its id in {@link #names}. */
  int nameId;

  /** Of a number: its node, or null for an integer that is {@link #intValue}. */
  @Nullable Expr number;

  long intValue;

  /** Of a string: prefix and quotes, and the range between the quotes. */
  int stringFlags;

  int bodyStart;
  int bodyEnd;
  String errorMessage = "invalid syntax";
  int errorStart;

  /** Where the next token is looked for. */
  int pos;

  /** Open brackets and, per bracket, its offset. */
  int brackets;

  final int[] bracketAt = new int[MAX_BRACKETS];

  /** The number of open brackets at which a colon opens a format specification, or -1. */
  int fieldBrackets = -1;

  /** The quote of the f-string that the current field stands in. */
  char fieldQuote;

  /** Whether a line starts here, whose indentation is still to be read. */
  boolean lineStart = true;

  /** The line of an offset: messages ask for lines in ascending order, mostly. */
  private int countedLines = 1;

  private int countedTo;

  TokenState(String text, Names names, Dialect dialect, Problems problems) {
    this.length = text.length();
    this.buffer = new char[length + 4];
    text.getChars(0, length, buffer, 0);
    this.names = names;
    this.dialect = dialect;
    this.problems = problems;
  }

  // Ends of tokens.

  int one(int p, int kind) {
    pos = p + 1;
    end = p + 1;
    this.kind = kind;
    return this.kind;
  }

  int two(int p, int kind) {
    pos = p + 2;
    end = p + 2;
    this.kind = kind;
    return this.kind;
  }

  int three(int p, int kind) {
    pos = p + 3;
    end = p + 3;
    this.kind = kind;
    return this.kind;
  }

  int error(int from, int to, String message) {
    errorStart = from;
    errorMessage = message;
    end = Math.max(to, start);
    pos = Math.min(end, length);
    kind = ERROR;
    return kind;
  }

  // Places.

  /** Returns the line of an offset, from 1. */
  int lineAt(int offset) {
    if (offset < countedTo) {
      countedTo = 0;
      countedLines = 1;
    }
    for (int i = countedTo; i < offset; i++) {
      if (buffer[i] == '\n' || (buffer[i] == '\r' && buffer[i + 1] != '\n')) {
        countedLines++;
      }
    }
    countedTo = offset;
    return countedLines;
  }

  /** Counts the brace of a replacement field, which the lexer does not see itself. */
  boolean openField(int p) {
    if (brackets == MAX_BRACKETS) {
      return false;
    }
    bracketAt[brackets++] = p;
    return true;
  }

  /** Returns the offset of the innermost open bracket; there must be one. */
  int openBracket() {
    return bracketAt[brackets - 1];
  }

  int lineEnd(int from) {
    int p = from;
    char[] b = buffer;
    while (true) {
      char c = b[p];
      if (c == '\n' || c == '\r' || (c == 0 && p >= length)) {
        return p;
      }
      p++;
    }
  }

  /** Returns what follows a backslash and its line end; -1 if it is none, -2 at the text's end. */
  int continuation(int p) {
    int after;
    if (buffer[p + 1] == '\n') {
      after = p + 2;
    } else if (buffer[p + 1] == '\r') {
      after = buffer[p + 2] == '\n' ? p + 3 : p + 2;
    } else {
      return p + 1 >= length ? -2 : -1;
    }
    return after >= length ? -2 : after;
  }

  int codePoint(int p) {
    char c = buffer[p];
    return Character.isHighSurrogate(c) && Character.isLowSurrogate(buffer[p + 1])
        ? Character.toCodePoint(c, buffer[p + 1])
        : c;
  }

  // Guesses.

  /** A state to come back to, within one logical line. */
  record Mark(
      int kind,
      int start,
      int end,
      int prevEnd,
      int nameId,
      int pos,
      int brackets,
      int bracketAt,
      int fieldBrackets,
      boolean line) {}

  /** Returns the state now; the current token must be a name, an operator or a bracket. */
  Mark mark() {
    int top = brackets == 0 ? 0 : bracketAt[brackets - 1];
    return new Mark(
        kind, start, end, prevEnd, nameId, pos, brackets, top, fieldBrackets, lineStart);
  }

  /** Goes back to a state of the same logical line. */
  void reset(Mark mark) {
    kind = mark.kind;
    start = mark.start;
    end = mark.end;
    prevEnd = mark.prevEnd;
    nameId = mark.nameId;
    pos = mark.pos;
    brackets = mark.brackets;
    if (brackets > 0) {
      bracketAt[brackets - 1] = mark.bracketAt;
    }
    fieldBrackets = mark.fieldBrackets;
    lineStart = mark.line;
  }

  // Failures.

  SyntaxFailure failure(int from, int to, String message) {
    return new SyntaxFailure(from, to, message);
  }

  /** Returns the failure of the current token: its own if it is none. */
  SyntaxFailure unexpected() {
    if (kind == ERROR) {
      return new SyntaxFailure(errorStart, end, errorMessage);
    }
    if (kind == EOF && brackets > 0) {
      int at = openBracket();
      return new SyntaxFailure(at, at + 1, "'" + buffer[at] + "' was never closed");
    }
    return new SyntaxFailure(start, end, "invalid syntax");
  }

  SyntaxFailure unexpected(String message) {
    return unexpected(start, end, message);
  }

  /** Returns the failure of the current token: its own if it is none, else what is given. */
  SyntaxFailure unexpected(int from, int to, String message) {
    return kind == ERROR || (kind == EOF && brackets > 0)
        ? unexpected()
        : new SyntaxFailure(from, to, message);
  }

  int unterminated(int at, String what) {
    if (fieldBrackets >= 0 && buffer[start] == fieldQuote) {
      return error(start, at, "f-string: expecting '}'");
    }
    boolean behindLineEnd = at == length && at > 0 && buffer[at - 1] == '\n';
    String where = "(detected at line " + lineAt(behindLineEnd ? at - 1 : at) + ")";
    return error(start, at, "unterminated " + what + " literal " + where);
  }
}
