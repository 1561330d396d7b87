package org.assize.syntax;

import static org.assize.syntax.Token.*;

/**
 * Cuts a text into tokens, one at a time and without an object per token: the current token is in
 * the fields. What is no token is {@link Token#ERROR} with a message, never an exception.
 */
final class Lexer extends TokenState {
  private final Indentation indentation;
  private final NumberReader numbers;
  private final StringReader strings;

  /** Whether {@code async} and {@code await} are keywords here. */
  boolean asyncKeywords;

  /** Whether either was met. */
  boolean sawAsync;

  Lexer(String text, Names names, Dialect dialect, Problems problems) {
    super(text, names, dialect, problems);
    this.indentation = new Indentation(this);
    this.numbers = new NumberReader(this);
    this.strings = new StringReader(this);
    this.asyncKeywords = dialect.has(7) && !dialect.python2();
  }

  StringReader strings() {
    return strings;
  }

  /** Moves to the next token and returns its kind. */
  int next() {
    prevEnd = end;
    if (lineStart && indentation.token()) {
      return kind;
    }
    char[] b = buffer;
    int p = pos;
    char c = b[p];
    while (c == ' ') {
      c = b[++p];
    }
    start = p;
    if (CharClass.isLetter(c)) {
      return name(p, c);
    }
    return other(p, c);
  }

  private int name(int from, char first) {
    char[] b = buffer;
    int p = from;
    int hash = first;
    char c = b[++p];
    while (CharClass.isAsciiNamePart(c)) {
      hash = hash * 31 + c;
      c = b[++p];
    }
    if (c >= 128 && Identifiers.isPart(codePoint(p))) {
      return unicodeName(from);
    }
    if ((c == '"' || c == '\'') && p - from <= 2) {
      int flags = StringReader.prefix(b, from, p);
      if (flags >= 0) {
        return strings.scan(p, flags);
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
          return CharClass.isLetter(c) ? name(p, c) : symbol(p, c);
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
      case '"', '\'' -> strings.scan(p, 0);
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
          yield numbers.number(p);
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
        || CharClass.isLetter(c)
        || p - from > 18
        || (b[from] == '0' && value != 0)) {
      return numbers.number(from);
    }
    number = null;
    intValue = value;
    pos = p;
    end = p;
    kind = NUMBER;
    return kind;
  }

  private int open(int p, int kind) {
    if (brackets == MAX_BRACKETS) {
      return error(p, p + 1, "too many nested parentheses");
    }
    bracketAt[brackets++] = p;
    return one(p, kind);
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

  /** Goes on at the end of a line as if its statement had ended there. */
  void resumeAtLineEnd(int at) {
    brackets = 0;
    fieldBrackets = -1;
    pos = at;
    lineStart = false;
    indentation.reset();
    next();
  }

  /** Takes a name and returns it. */
  String takeName() {
    if (kind != NAME) {
      throw unexpected();
    }
    String name = names.string(nameId);
    next();
    return name;
  }

  /** Whether a simple statement can end here. */
  boolean atEnd() {
    return kind == NEWLINE || kind == SEMI || kind == EOF;
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
    return !CharClass.isNamePart(buffer[p + word.length()]);
  }
}
