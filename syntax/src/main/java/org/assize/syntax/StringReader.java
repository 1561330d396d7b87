package org.assize.syntax;

/** Reads the prefixes and bodies of strings. */
final class StringReader {
  static final int RAW = 1;
  static final int BYTES = 2;
  static final int UNICODE = 4;
  static final int FORMAT = 8;
  static final int TEMPLATE = 16;
  static final int TRIPLE = 32;

  /** The body has a backslash. */
  static final int ESCAPED = 64;

  /** The body has a carriage return. */
  static final int RETURN = 128;

  /** The body has a character beyond ASCII. */
  static final int WIDE = 256;

  /** Doubled braces stand for one. */
  static final int BRACES = 512;

  static final int SHARED_LENGTH = 24;

  private final TokenState lexer;
  private final Problems problems;
  private final EscapeReader escapes;

  StringReader(TokenState lexer) {
    this.lexer = lexer;
    this.problems = lexer.problems;
    this.escapes = new EscapeReader(lexer);
  }

  /** Returns the flags of a string prefix of one or two letters, or -1 if it is none. */
  static int prefix(char[] b, int start, int end) {
    int flags = 0;
    for (int i = start; i < end; i++) {
      int flag =
          switch (b[i]) {
            case 'r', 'R' -> RAW;
            case 'b', 'B' -> BYTES;
            case 'u', 'U' -> UNICODE;
            case 'f', 'F' -> FORMAT;
            case 't', 'T' -> TEMPLATE;
            default -> -1;
          };
      if (flag < 0 || (flags & flag) != 0) {
        return -1;
      }
      flags |= flag;
    }
    return switch (flags & ~RAW) {
      case 0, BYTES, UNICODE, FORMAT, TEMPLATE -> flags;
      default -> -1;
    };
  }

  // The token.

  /** Takes a string whose opening quote is at {@code quote}. */
  int scan(int quote, int prefixFlags) {
    char[] b = lexer.buffer;
    char q = b[quote];
    boolean triple = b[quote + 1] == q && b[quote + 2] == q;
    int flags = prefixFlags | (triple ? TRIPLE : 0);
    int p = triple ? quote + 3 : quote + 1;
    lexer.stringFlags = flags;
    lexer.bodyStart = p;
    if ((flags & (FORMAT | TEMPLATE)) != 0) {
      lexer.pos = p;
      lexer.end = p;
      lexer.kind = Token.FSTRING;
      return lexer.kind;
    }
    return body(p, q, flags);
  }

  private int body(int from, char quote, int prefixFlags) {
    char[] b = lexer.buffer;
    int flags = prefixFlags;
    boolean triple = (flags & TRIPLE) != 0;
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
        flags |= ESCAPED;
        p += b[p + 1] == '\r' && b[p + 2] == '\n' ? 3 : 2;
      } else if (c == '\n' || c == '\r') {
        if (!triple) {
          return lexer.unterminated(p, "string");
        }
        if (c == '\r') {
          flags |= RETURN;
        }
        p++;
      } else if (c == 0 && p >= lexer.length) {
        return lexer.unterminated(lexer.length, triple ? "triple-quoted string" : "string");
      } else {
        p++;
      }
      if (p > lexer.length) {
        return lexer.unterminated(lexer.length, triple ? "triple-quoted string" : "string");
      }
    }
    if (wide >= 128) {
      flags |= WIDE;
    }
    lexer.stringFlags = flags;
    lexer.bodyEnd = p;
    p += triple ? 3 : 1;
    lexer.pos = p;
    lexer.end = p;
    lexer.kind = Token.STRING;
    return lexer.kind;
  }

  // Its value.

  /** Returns the value of the current string token. */
  String string() {
    int flags = lexer.stringFlags;
    if ((flags & (RAW | UNICODE)) == (RAW | UNICODE)) {
      problems.python2(lexer.start, lexer.end, "invalid syntax");
    }
    if ((flags & BYTES) != 0 && (flags & WIDE) != 0 && !lexer.dialect.python2()) {
      problems.add(lexer.start, lexer.end, "bytes can only contain ASCII literal characters");
    }
    return text(lexer.bodyStart, lexer.bodyEnd, flags);
  }

  /** Returns the value of a part of a string. */
  String text(int from, int to, int flags) {
    boolean plain =
        (flags & BRACES) == 0
            && (flags & RETURN) == 0
            && ((flags & RAW) != 0 || (flags & ESCAPED) == 0);
    if (plain) {
      int size = to - from;
      return size <= SHARED_LENGTH ? share(from, to) : new String(lexer.buffer, from, size);
    }
    return escapes.decode(from, to, flags);
  }

  private String share(int from, int to) {
    char[] b = lexer.buffer;
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + b[i];
    }
    return lexer.names.string(lexer.names.id(b, from, to, hash));
  }
}
