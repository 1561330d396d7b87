package org.assize.syntax;

/**
 * Parses one f-string or t-string.
 *
 * <p>What stands between the replacement fields is cut here, not in the lexer, which is told where
 * to go on. Positions are those of CPython 3.12 and later in every version.
 */
final class FStringParser {
  private final Lexer lexer;
  private final Problems problems;
  private final StringReader literals;
  private final StringParts parts;
  private final FieldParser fields;

  /** How many format specifications of this string are open. */
  int specs;

  FStringParser(Lexer lexer, ExpressionParser expressions, StringParts parts) {
    this.lexer = lexer;
    this.problems = expressions.problems;
    this.literals = lexer.strings();
    this.parts = parts;
    this.fields = new FieldParser(lexer, expressions, parts, this);
  }

  /** Pushes the parts of the f-string whose opening is the current token, and leaves it. */
  void format(boolean template) {
    int start = lexer.start;
    int flags = lexer.stringFlags;
    int limit = -1;
    if (template) {
      problems.since(14, start, lexer.end);
    } else {
      problems.since(6, start, lexer.end);
      if (!lexer.dialect.has(12)) {
        limit = oldEnd(lexer.bodyStart, flags);
      }
    }
    char quote = lexer.buffer[lexer.bodyStart - 1];
    int outerSpecs = specs;
    specs = 0;
    middle(start, lexer.bodyStart, flags, quote, template, false);
    specs = outerSpecs;
    int end = lexer.pos + ((flags & StringReader.TRIPLE) != 0 ? 3 : 1);
    if (limit >= 0 && limit != lexer.pos) {
      problems.add(start, end, "f-string: expecting '}'");
    }
    lexer.pos = end;
    lexer.end = end;
    lexer.next();
  }

  /** Where an f-string ends for versions before 3.12: at the first quote, as for any string. */
  private int oldEnd(int from, int flags) {
    char[] b = lexer.buffer;
    char quote = b[from - 1];
    boolean triple = (flags & StringReader.TRIPLE) != 0;
    int p = from;
    while (p < lexer.length) {
      if (b[p] == '\\') {
        p++;
      } else if (b[p] == quote && (!triple || (b[p + 1] == quote && b[p + 2] == quote))) {
        return p;
      } else if (!triple && (b[p] == '\n' || b[p] == '\r')) {
        return p;
      }
      p++;
    }
    return p;
  }

  /**
   * Pushes literal text and fields until the closing quote or, in a format specification, the
   * closing brace; {@link Lexer#pos} is left there.
   */
  void middle(
      int literalStart, int bodyStart, int flags, char quote, boolean template, boolean inSpec) {
    char[] b = lexer.buffer;
    boolean raw = (flags & StringReader.RAW) != 0;
    boolean triple = (flags & StringReader.TRIPLE) != 0;
    int from = bodyStart;
    int p = bodyStart;
    int seen = 0;
    while (true) {
      char c = b[p];
      if (c == quote && (!triple || (b[p + 1] == quote && b[p + 2] == quote))) {
        if (inSpec) {
          throw lexer.failure(p, p + 1, "f-string: expecting '}', or format specs");
        }
        break;
      } else if (c == '{') {
        if (b[p + 1] == '{' && !inSpec) {
          seen |= StringReader.BRACES;
          p += 2;
          continue;
        }
        literal(from, p, flags | seen);
        seen = 0;
        // A field inside a format specification is formatted, also in a t-string.
        p = fields.field(p, literalStart, flags, quote, template && !inSpec);
        from = p;
      } else if (c == '}') {
        if (inSpec) {
          break;
        }
        if (b[p + 1] != '}') {
          throw lexer.failure(p, p + 1, "f-string: single '}' is not allowed");
        }
        seen |= StringReader.BRACES;
        p += 2;
      } else if (c == '\\') {
        seen |= StringReader.ESCAPED;
        p = backslash(p, raw);
      } else if (c == '\n' || c == '\r') {
        if (!triple) {
          throw unterminated(literalStart, p, template, false);
        }
        seen |= c == '\r' ? StringReader.RETURN : 0;
        p++;
      } else if (p >= lexer.length) {
        throw unterminated(literalStart, lexer.length, template, triple);
      } else {
        p++;
      }
      if (p > lexer.length) {
        throw unterminated(literalStart, lexer.length, template, triple);
      }
    }
    literal(from, p, flags | seen);
    lexer.pos = p;
  }

  private SyntaxFailure unterminated(int start, int at, boolean template, boolean triple) {
    lexer.start = start;
    lexer.unterminated(at, (triple ? "triple-quoted " : "") + (template ? "t" : "f") + "-string");
    return lexer.unexpected();
  }

  private int backslash(int p, boolean raw) {
    char[] b = lexer.buffer;
    if (b[p + 1] == '{' || b[p + 1] == '}') {
      return p + 1;
    }
    if (!raw && b[p + 1] == 'N' && b[p + 2] == '{') {
      int q = p + 3;
      while (CharClass.isNamePart(b[q])
          || b[q] == ' '
          || b[q] == '-'
          || b[q] == '('
          || b[q] == ')') {
        q++;
      }
      return b[q] == '}' ? q + 1 : p + 2;
    }
    return b[p + 1] == '\r' && b[p + 2] == '\n' ? p + 3 : p + 2;
  }

  private void literal(int from, int to, int flags) {
    if (from < to) {
      lexer.bodyStart = from;
      parts.push(new Expr.Str(from, to, literals.text(from, to, flags), false));
    }
  }
}
