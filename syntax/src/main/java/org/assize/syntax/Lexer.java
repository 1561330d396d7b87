package org.assize.syntax;

import static org.assize.syntax.Token.*;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one at a time and without an object per token: the current token is in
 * the fields. What is no token is {@link Token#ERROR} with a message, never an exception.
 *
 * <p>Indentation follows CPython: a tab goes to the next multiple of eight, and the comparison of
 * two lines must not depend on that.
 */
final class Lexer {
  /** CPython's limit on open brackets. */
  static final int MAX_BRACKETS = 200;

  /** CPython's limit on indentation levels. */
  static final int MAX_INDENTS = 100;

  private static final byte PLAIN = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte[] CLASS = classes();

  final char[] buffer;
  final int length;
  final Names names;
  private final Problems problems;
  final Dialect dialect;
  private final LiteralReader literals;

  // The current token.
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

  private final int[] bracketAt = new int[MAX_BRACKETS];

  /** The number of open brackets at which a colon opens a format specification, or -1. */
  int fieldBrackets = -1;

  /** The quote of the f-string that the current field stands in. */
  char fieldQuote;

  /** Whether {@code async} and {@code await} are keywords here. */
  boolean asyncKeywords;

  /** Whether either was met. */
  boolean sawAsync;

  private boolean lineStart = true;

  /** The line of an offset: messages ask for lines in ascending order, mostly. */
  private int countedLines = 1;

  private int countedTo;
  private int pendingDedents;
  private int indents;
  private final int[] columns = new int[MAX_INDENTS];
  private final int[] altColumns = new int[MAX_INDENTS];

  Lexer(String text, Names names, Dialect dialect, Problems problems) {
    this.length = text.length();
    this.buffer = new char[length + 4];
    text.getChars(0, length, buffer, 0);
    this.names = names;
    this.dialect = dialect;
    this.problems = problems;
    this.literals = new LiteralReader(this, problems);
    this.asyncKeywords = dialect.has(7) && !dialect.python2();
  }

  LiteralReader literals() {
    return literals;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[c - 32] = LETTER;
    }
    classes['_'] = LETTER;
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    return classes;
  }

  static boolean isNamePart(char c) {
    return c < 128 ? CLASS[c] != PLAIN : Identifiers.isPart(c);
  }

  /** Moves to the next token and returns its kind. */
  int next() {
    prevEnd = end;
    if (lineStart && indentation()) {
      return kind;
    }
    char[] b = buffer;
    int p = pos;
    char c = b[p];
    while (c == ' ') {
      c = b[++p];
    }
    start = p;
    if (c < 128 && CLASS[c] == LETTER) {
      return name(p, c);
    }
    return other(p, c);
  }

  private int name(int from, char first) {
    char[] b = buffer;
    int p = from;
    int hash = first;
    char c = b[++p];
    while (c < 128 && CLASS[c] != PLAIN) {
      hash = hash * 31 + c;
      c = b[++p];
    }
    if (c >= 128 && Identifiers.isPart(codePoint(p))) {
      return unicodeName(from);
    }
    if ((c == '"' || c == '\'') && p - from <= 2) {
      int flags = LiteralReader.prefix(b, from, p);
      if (flags >= 0) {
        return string(p, flags);
      }
    }
    pos = p;
    end = p;
    int id = names.id(b, from, p, hash);
    nameId = id;
    if (id < KEYWORDS.size()) {
      kind = keyword(id);
      return kind;
    }
    kind = NAME;
    return kind;
  }

  private int keyword(int id) {
    if (id == ID_ASYNC || id == ID_AWAIT) {
      sawAsync = true;
      return asyncKeywords ? KEYWORD + id : NAME;
    }
    return id == ID_NONLOCAL && dialect.python2() ? NAME : KEYWORD + id;
  }

  private int codePoint(int p) {
    char c = buffer[p];
    return Character.isHighSurrogate(c) && Character.isLowSurrogate(buffer[p + 1])
        ? Character.toCodePoint(c, buffer[p + 1])
        : c;
  }

  private int unicodeName(int from) {
    int p = from;
    while (true) {
      int c = codePoint(p);
      if (!Identifiers.isPart(c)) {
        break;
      }
      p += Character.charCount(c);
    }
    pos = p;
    end = p;
    String spelled = new String(buffer, from, p - from);
    nameId = names.id(Identifiers.normalise(spelled));
    kind = nameId < KEYWORDS.size() ? keyword(nameId) : NAME;
    return kind;
  }

  private int one(int p, int kind) {
    pos = p + 1;
    end = p + 1;
    this.kind = kind;
    return this.kind;
  }

  private int two(int p, int kind) {
    pos = p + 2;
    end = p + 2;
    this.kind = kind;
    return this.kind;
  }

  private int three(int p, int kind) {
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

  private int other(int from, char first) {
    char[] b = buffer;
    int p = from;
    char c = first;
    while (true) {
      switch (c) {
        case ' ', '\t', '\f' -> p++;
        case '#' -> p = lineEnd(p);
        case '\\' -> {
          int next = continuation(p);
          if (next < 0) {
            start = p;
            return next == -1
                ? error(p + 1, p + 1, "unexpected character after line continuation character")
                : error(p + 1, p + 1, "unexpected EOF while parsing");
          }
          p = next;
        }
        case '\n', '\r' -> {
          int after = c == '\r' && b[p + 1] == '\n' ? p + 2 : p + 1;
          if (brackets == 0) {
            start = p;
            pos = after;
            end = after;
            lineStart = true;
            kind = NEWLINE;
            return kind;
          }
          p = after;
        }
        default -> {
          start = p;
          return c < 128 && CLASS[c] == LETTER ? name(p, c) : symbol(p, c);
        }
      }
      c = b[p];
    }
  }

  private int symbol(int p, char c) {
    char[] b = buffer;
    char d = b[p + 1];
    return switch (c) {
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(p);
      case '"', '\'' -> string(p, 0);
      case '(' -> open(p, LPAR);
      case '[' -> open(p, LSQB);
      case '{' -> open(p, LBRACE);
      case ')' -> close(p, RPAR, '(');
      case ']' -> close(p, RSQB, '[');
      case '}' -> close(p, RBRACE, '{');
      case ',' -> one(p, COMMA);
      case ';' -> one(p, SEMI);
      case '.' -> {
        if (d >= '0' && d <= '9') {
          yield literals.number(p);
        }
        yield d == '.' && b[p + 2] == '.' ? three(p, ELLIPSIS) : one(p, DOT);
      }
      case ':' ->
          d == '=' && brackets != fieldBrackets && !dialect.python2()
              ? two(p, COLON_EQUAL)
              : one(p, COLON);
      case '=' -> d == '=' ? two(p, EQ_EQ) : one(p, EQUAL);
      case '!' -> d == '=' ? two(p, NOT_EQ) : one(p, BANG);
      case '`' -> one(p, BACKTICK);
      case '~' -> one(p, TILDE);
      case '|' -> operator(p, d, VBAR);
      case '^' -> operator(p, d, CIRCUMFLEX);
      case '&' -> operator(p, d, AMPER);
      case '+' -> operator(p, d, PLUS);
      case '-' -> d == '>' ? two(p, ARROW) : operator(p, d, MINUS);
      case '%' -> operator(p, d, PERCENT);
      case '@' -> operator(p, d, AT);
      case '*' -> d == '*' ? doubled(p, DOUBLE_STAR) : operator(p, d, STAR);
      case '/' -> d == '/' ? doubled(p, DOUBLE_SLASH) : operator(p, d, SLASH);
      case '<' -> less(p, d);
      case '>' ->
          d == '>' ? doubled(p, RIGHT_SHIFT) : d == '=' ? two(p, GREATER_EQ) : one(p, GREATER);
      default -> unusual(p, c);
    };
  }

  private int less(int p, char d) {
    if (d == '>') {
      problems.python2(p, p + 2, "invalid syntax");
      return two(p, NOT_EQ);
    }
    return d == '<' ? doubled(p, LEFT_SHIFT) : d == '=' ? two(p, LESS_EQ) : one(p, LESS);
  }

  private int operator(int p, char d, int kind) {
    return d == '=' ? two(p, kind + AUGMENTED) : one(p, kind);
  }

  private int doubled(int p, int kind) {
    return buffer[p + 2] == '=' ? three(p, kind + AUGMENTED) : two(p, kind);
  }

  private int unusual(int p, char c) {
    if (c == 0 && p >= length) {
      return endOfText();
    }
    int code = codePoint(p);
    if (code >= 128 && Identifiers.isStart(code)) {
      return unicodeName(p);
    }
    int to = p + Character.charCount(code);
    if (c == 0) {
      return error(p, to, "source code cannot contain null bytes");
    }
    if (code < 128 && code >= 32 && code != 127) {
      return error(p, to, "invalid syntax");
    }
    String hex = String.format("U+%04X", code);
    return error(
        p,
        to,
        Identifiers.isPrintable(code)
            ? "invalid character '" + Character.toString(code) + "' (" + hex + ")"
            : "invalid non-printable character " + hex);
  }

  private int endOfText() {
    start = length;
    end = length;
    pos = length;
    if (brackets == 0 && !lineStart) {
      lineStart = true;
      kind = NEWLINE;
      return kind;
    }
    kind = EOF;
    return kind;
  }

  private int number(int from) {
    char[] b = buffer;
    int p = from;
    char c = b[p];
    long value = 0;
    do {
      value = value * 10 + (c - '0');
      c = b[++p];
    } while (c >= '0' && c <= '9');
    if (c == '.'
        || c >= 128
        || CLASS[c] == LETTER
        || p - from > 18
        || (b[from] == '0' && value != 0)) {
      return literals.number(from);
    }
    number = null;
    intValue = value;
    pos = p;
    end = p;
    kind = NUMBER;
    return kind;
  }

  /** Takes a string whose opening quote is at {@code quote}. */
  private int string(int quote, int prefixFlags) {
    char[] b = buffer;
    char q = b[quote];
    boolean triple = b[quote + 1] == q && b[quote + 2] == q;
    int flags = prefixFlags | (triple ? LiteralReader.TRIPLE : 0);
    int p = triple ? quote + 3 : quote + 1;
    stringFlags = flags;
    bodyStart = p;
    if ((flags & (LiteralReader.FORMAT | LiteralReader.TEMPLATE)) != 0) {
      pos = p;
      end = p;
      kind = FSTRING;
      return kind;
    }
    return stringBody(p, q, flags);
  }

  private int stringBody(int from, char quote, int prefixFlags) {
    char[] b = buffer;
    int flags = prefixFlags;
    boolean triple = (flags & LiteralReader.TRIPLE) != 0;
    int p = from;
    int wide = 0;
    while (true) {
      char c = b[p];
      if (c > '\\') {
        wide |= c;
        p++;
      } else if (c == quote) {
        if (!triple || (b[p + 1] == quote && b[p + 2] == quote)) {
          break;
        }
        p++;
      } else if (c == '\\') {
        flags |= LiteralReader.ESCAPED;
        p += b[p + 1] == '\r' && b[p + 2] == '\n' ? 3 : 2;
      } else if (c == '\n' || c == '\r') {
        if (!triple) {
          return unterminated(p, "string");
        }
        if (c == '\r') {
          flags |= LiteralReader.RETURN;
        }
        p++;
      } else if (c == 0 && p >= length) {
        return unterminated(length, triple ? "triple-quoted string" : "string");
      } else {
        p++;
      }
      if (p > length) {
        return unterminated(length, triple ? "triple-quoted string" : "string");
      }
    }
    if (wide >= 128) {
      flags |= LiteralReader.WIDE;
    }
    stringFlags = flags;
    bodyEnd = p;
    p += triple ? 3 : 1;
    pos = p;
    end = p;
    kind = STRING;
    return kind;
  }

  int unterminated(int at, String what) {
    if (fieldBrackets >= 0 && buffer[start] == fieldQuote) {
      return error(start, at, "f-string: expecting '}'");
    }
    boolean behindLineEnd = at == length && at > 0 && buffer[at - 1] == '\n';
    String where = "(detected at line " + lineAt(behindLineEnd ? at - 1 : at) + ")";
    return error(start, at, "unterminated " + what + " literal " + where);
  }

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

  // Brackets.

  private int open(int p, int kind) {
    if (brackets == MAX_BRACKETS) {
      return error(p, p + 1, "too many nested parentheses");
    }
    bracketAt[brackets++] = p;
    return one(p, kind);
  }

  /** Counts the brace of a replacement field, which the lexer does not see itself. */
  boolean openField(int p) {
    if (brackets == MAX_BRACKETS) {
      return false;
    }
    bracketAt[brackets++] = p;
    return true;
  }

  private int close(int p, int kind, char wanted) {
    if (brackets == 0) {
      return error(p, p + 1, "unmatched '" + buffer[p] + "'");
    }
    int at = bracketAt[brackets - 1];
    char open = buffer[at];
    if (open != wanted) {
      return error(
          p,
          p + 1,
          "closing parenthesis '"
              + buffer[p]
              + "' does not match opening parenthesis '"
              + open
              + "'");
    }
    brackets--;
    return one(p, kind);
  }

  /** Returns the offset of the innermost open bracket; there must be one. */
  int openBracket() {
    return bracketAt[brackets - 1];
  }

  // Lines.

  private int lineEnd(int from) {
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
  private int continuation(int p) {
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

  /** At the start of a line: skips blank ones; true if the indentation gave a token. */
  private boolean indentation() {
    if (pendingDedents > 0) {
      pendingDedents--;
      start = pos;
      end = pos;
      kind = DEDENT;
      lineStart = pendingDedents > 0 || pos >= length;
      return true;
    }
    char[] b = buffer;
    int p = pos;
    int column = 0;
    int alt = 0;
    int continued = 0;
    while (true) {
      char c = b[p];
      if (c == ' ') {
        column++;
        alt++;
        p++;
      } else if (c == '\t') {
        column = (column / 8 + 1) * 8;
        alt++;
        p++;
      } else if (c == '\f') {
        column = 0;
        alt = 0;
        p++;
      } else if (c == '\\' && continuation(p) >= 0 && dialect.has(9)) {
        if (!dialect.has(10)) {
          // 3.9 takes such a line, and with it the next, for a part of the block around it.
          pos = p;
          lineStart = false;
          return false;
        }
        continued = continued > 0 ? continued : column;
        p = continuation(p);
      } else if (c == '#' || c == '\n' || c == '\r') {
        p = lineEnd(p);
        if (p >= length) {
          continue;
        }
        p += b[p] == '\r' && b[p + 1] == '\n' ? 2 : 1;
        column = 0;
        alt = 0;
        continued = 0;
      } else {
        break;
      }
    }
    if (b[p] == 0 && p >= length) {
      pos = length;
      start = length;
      end = length;
      pendingDedents = indents;
      indents = 0;
      if (pendingDedents > 0) {
        return indentation();
      }
      kind = EOF;
      return true;
    }
    pos = p;
    lineStart = false;
    return indent(continued > 0 ? continued : column, continued > 0 ? continued : alt);
  }

  private boolean indent(int column, int alt) {
    int current = indents == 0 ? 0 : columns[indents - 1];
    int currentAlt = indents == 0 ? 0 : altColumns[indents - 1];
    if (column == current) {
      checkTabs(alt == currentAlt);
      return false;
    }
    start = pos;
    end = pos;
    if (column > current) {
      checkTabs(alt > currentAlt);
      if (indents + 1 >= MAX_INDENTS) {
        problems.add(pos, pos, "too many levels of indentation");
        columns[indents - 1] = column;
        altColumns[indents - 1] = alt;
        return false;
      }
      columns[indents] = column;
      altColumns[indents++] = alt;
      kind = INDENT;
      return true;
    }
    return dedent(column, alt);
  }

  private boolean dedent(int column, int alt) {
    int left = indents;
    while (left > 0 && columns[left - 1] > column) {
      left--;
    }
    if ((left == 0 ? 0 : columns[left - 1]) != column) {
      problems.add(pos, pos, "unindent does not match any outer indentation level");
      // The line is taken as part of the innermost block that is not left for sure.
      left++;
      columns[left - 1] = column;
      altColumns[left - 1] = alt;
    } else {
      checkTabs(alt == (left == 0 ? 0 : altColumns[left - 1]));
    }
    pendingDedents = indents - left;
    indents = left;
    return pendingDedents > 0 && indentation(pendingDedents);
  }

  private boolean indentation(int dedents) {
    pendingDedents = dedents - 1;
    lineStart = pendingDedents > 0;
    kind = DEDENT;
    return true;
  }

  private void checkTabs(boolean consistent) {
    if (!consistent && !dialect.python2()) {
      problems.add(pos, pos, "inconsistent use of tabs and spaces in indentation");
    }
  }

  /** Returns the column of the innermost block. */
  int indentColumn() {
    return indents == 0 ? 0 : columns[indents - 1];
  }

  /** Goes on at the end of a line as if its statement had ended there. */
  void resumeAtLineEnd(int at) {
    brackets = 0;
    fieldBrackets = -1;
    pos = at;
    lineStart = false;
    pendingDedents = 0;
    next();
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

  /** Whether the next token starts with this text, on the same line and as a whole word. */
  boolean followedBy(String word) {
    int p = pos;
    while (buffer[p] == ' ' || buffer[p] == '\t') {
      p++;
    }
    for (int i = 0; i < word.length(); i++) {
      if (buffer[p + i] != word.charAt(i)) {
        return false;
      }
    }
    return !isNamePart(buffer[p + word.length()]);
  }

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
}
