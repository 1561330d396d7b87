package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses one or more adjacent literals to one node.
 *
 * <p>What stands between the replacement fields is cut here, not in the lexer, which is told where
 * to go on. Positions are those of CPython 3.12 and later in every version.
 */
final class StringParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final LiteralReader literals;
  private final Lists parts;

  /** How many format specifications of this string are open. */
  private int specs;

  StringParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.literals = lexer.literals();
    this.parts = new Lists();
  }

  Expr strings() {
    int start = lexer.start;
    int mark = parts.mark();
    int seen = 0;
    boolean firstUnicode = false;
    for (int n = 0; lexer.kind == STRING || lexer.kind == FSTRING; n++) {
      if (lexer.kind == FSTRING) {
        boolean template = (lexer.stringFlags & LiteralReader.TEMPLATE) != 0;
        seen |= template ? LiteralReader.TEMPLATE : LiteralReader.FORMAT;
        format(template);
      } else {
        int flags = lexer.stringFlags;
        int from = lexer.start;
        int to = lexer.end;
        boolean bytes = (flags & LiteralReader.BYTES) != 0;
        boolean unicode = lexer.buffer[from] == 'u';
        firstUnicode |= n == 0 && unicode;
        prefixes(flags, from, to);
        String value = literals.string();
        lexer.next();
        boolean alone = n == 0 && lexer.kind != STRING && lexer.kind != FSTRING;
        if (alone) {
          return bytes ? new Expr.Bytes(from, to, value) : new Expr.Str(from, to, value, unicode);
        }
        seen |= bytes ? LiteralReader.BYTES : LiteralReader.UNICODE;
        parts.push(
            bytes ? new Expr.Bytes(from, to, value) : new Expr.Str(from, to, value, unicode));
      }
    }
    return join(start, mark, seen, firstUnicode);
  }

  private void prefixes(int flags, int from, int to) {
    if ((flags & LiteralReader.UNICODE) != 0) {
      problems.since(3, from, to);
    }
    if ((flags & (LiteralReader.BYTES | LiteralReader.RAW))
            == (LiteralReader.BYTES | LiteralReader.RAW)
        && (lexer.buffer[from] | 32) == 'r') {
      problems.since(3, from, to);
    }
  }

  private Expr join(int start, int mark, int seen, boolean firstUnicode) {
    int end = lexer.prevEnd;
    boolean text = (seen & ~LiteralReader.BYTES) != 0;
    if ((seen & LiteralReader.BYTES) != 0 && text && !lexer.dialect.python2()) {
      problems.add(start, end, "cannot mix bytes and nonbytes literals");
    }
    if ((seen & LiteralReader.TEMPLATE) != 0 && seen != LiteralReader.TEMPLATE) {
      problems.add(start, end, "cannot mix t-string literals with string or bytes literals");
    }
    if ((seen & (LiteralReader.FORMAT | LiteralReader.TEMPLATE)) == 0) {
      String value = concatenated(mark, parts.mark());
      parts.drop(mark);
      return text
          ? new Expr.Str(start, end, value, firstUnicode)
          : new Expr.Bytes(start, end, value);
    }
    List<Expr> values = folded(mark, firstUnicode);
    return (seen & LiteralReader.TEMPLATE) != 0
        ? new Expr.TemplateStr(start, end, values)
        : new Expr.JoinedStr(start, end, values);
  }

  private String concatenated(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(constant(parts.at(i)));
    }
    return out.toString();
  }

  private static @Nullable String constant(@Nullable Object part) {
    return switch (part) {
      case Expr.Str s -> s.value();
      case Expr.Bytes b -> b.value();
      case null, default -> null;
    };
  }

  /** Takes the parts above a mark, runs of constants made one, empty ones dropped. */
  private List<Expr> folded(int mark, boolean firstUnicode) {
    boolean old = !lexer.dialect.has(12);
    int out = mark;
    int count = parts.mark();
    int i = mark;
    while (i < count) {
      Object part = parts.at(i);
      if (!(part instanceof Expr first) || constant(part) == null) {
        parts.set(out++, part);
        i++;
        continue;
      }
      int j = i + 1;
      while (j < count && constant(parts.at(j)) != null) {
        j++;
      }
      if (part instanceof Expr.Str s && j == i + 1 && !old) {
        if (!s.value().isEmpty()) {
          parts.set(out++, s);
        }
      } else {
        String value = concatenated(i, j);
        boolean unicode = old ? firstUnicode : first instanceof Expr.Str s && s.isUnicode();
        if (!value.isEmpty() && parts.at(j - 1) instanceof Expr last) {
          parts.set(out++, new Expr.Str(first.start(), last.end(), value, unicode));
        }
      }
      i = j;
    }
    parts.drop(out);
    return parts.take(mark);
  }

  // One f-string.

  /** Pushes the parts of the f-string whose opening is the current token, and leaves it. */
  private void format(boolean template) {
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
    int end = lexer.pos + ((flags & LiteralReader.TRIPLE) != 0 ? 3 : 1);
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
    boolean triple = (flags & LiteralReader.TRIPLE) != 0;
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
  private void middle(
      int literalStart, int bodyStart, int flags, char quote, boolean template, boolean inSpec) {
    char[] b = lexer.buffer;
    boolean raw = (flags & LiteralReader.RAW) != 0;
    boolean triple = (flags & LiteralReader.TRIPLE) != 0;
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
          seen |= LiteralReader.BRACES;
          p += 2;
          continue;
        }
        literal(from, p, flags | seen);
        seen = 0;
        // A field inside a format specification is formatted, also in a t-string.
        p = field(p, literalStart, flags, quote, template && !inSpec);
        from = p;
      } else if (c == '}') {
        if (inSpec) {
          break;
        }
        if (b[p + 1] != '}') {
          throw lexer.failure(p, p + 1, "f-string: single '}' is not allowed");
        }
        seen |= LiteralReader.BRACES;
        p += 2;
      } else if (c == '\\') {
        seen |= LiteralReader.ESCAPED;
        p = backslash(p, raw);
      } else if (c == '\n' || c == '\r') {
        if (!triple) {
          throw unterminated(literalStart, p, template, false);
        }
        seen |= c == '\r' ? LiteralReader.RETURN : 0;
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
      while (Lexer.isNamePart(b[q]) || b[q] == ' ' || b[q] == '-' || b[q] == '(' || b[q] == ')') {
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

  // One replacement field.

  /** Pushes the field whose brace is at {@code open} and returns what is behind it. */
  private int field(int open, int literalStart, int flags, char quote, boolean template) {
    if (!lexer.openField(open)) {
      throw lexer.failure(open, open + 1, "f-string: too many nested parenthesis");
    }
    int outerField = lexer.fieldBrackets;
    char outerQuote = lexer.fieldQuote;
    lexer.fieldBrackets = lexer.brackets;
    lexer.fieldQuote = quote;
    lexer.pos = open + 1;
    lexer.end = open + 1;
    lexer.next();
    if (lexer.kind == RBRACE || lexer.kind == BANG || lexer.kind == COLON || lexer.kind == EQUAL) {
      throw lexer.failure(
          lexer.start,
          lexer.end,
          "f-string: valid expression required before '" + lexer.buffer[lexer.start] + "'");
    }
    Expr value = expressions.yieldOrStarExpressions();
    int exprEnd = lexer.prevEnd;
    boolean debug = lexer.kind == EQUAL;
    if (debug) {
      problems.since(8, lexer.start, lexer.end, "f-string: invalid syntax");
      lexer.next();
      String shown = debugText(open + 1, lexer.start);
      parts.push(new Expr.Str(open + 1, lexer.start, shown, false));
    }
    int conversion = conversion();
    int partsMark = parts.mark();
    checkOld(open + 1, lexer.start, value);
    Expr.JoinedStr spec = null;
    if (lexer.kind == COLON) {
      int colon = lexer.start;
      specs++;
      middle(literalStart, lexer.end, flags, quote, template, true);
      specs--;
      int specEnd = lexer.pos;
      lexer.next();
      spec = new Expr.JoinedStr(colon, specEnd, specValues(partsMark));
    }
    if (lexer.kind != RBRACE) {
      throw ExpressionParser.startsExpression(lexer.kind)
          ? expressions.missingComma()
          : lexer.unexpected("f-string: expecting '}'");
    }
    if (debug && conversion < 0 && spec == null) {
      conversion = 'r';
    }
    int end = lexer.end;
    int textStart = open + 1;
    String text = template ? new String(lexer.buffer, textStart, exprEnd - textStart) : "";
    parts.push(
        template
            ? new Expr.Interpolation(open, end, value, text, conversion, spec)
            : new Expr.FormattedValue(open, end, value, conversion, spec));
    lexer.fieldBrackets = outerField;
    lexer.fieldQuote = outerQuote;
    return end;
  }

  private List<Expr> specValues(int mark) {
    return folded(mark, false);
  }

  /** The text of {@code {text=}}: without comments, its line ends made one. */
  private String debugText(int from, int to) {
    char[] b = lexer.buffer;
    StringBuilder text = new StringBuilder(to - from);
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = b[i];
      if (c == '#' && quote == 0) {
        while (i + 1 < to && b[i + 1] != '\n' && b[i + 1] != '\r') {
          i++;
        }
      } else if (c == '\r') {
        text.append('\n');
        i += i + 1 < to && b[i + 1] == '\n' ? 1 : 0;
      } else {
        quote = c != '"' && c != '\'' ? quote : quote == 0 ? c : quote == c ? 0 : quote;
        text.append(c);
      }
    }
    return text.toString();
  }

  private int conversion() {
    if (lexer.kind != BANG) {
      return -1;
    }
    int bang = lexer.end;
    lexer.next();
    String name = lexer.kind == NAME ? lexer.names.string(lexer.nameId) : "";
    boolean known = name.equals("s") || name.equals("r") || name.equals("a");
    if (!known || lexer.start != bang) {
      throw lexer.unexpected(
          "f-string: invalid conversion character"
              + (name.isEmpty() ? "" : " '" + name + "'")
              + ": expected 's', 'r', or 'a'");
    }
    lexer.next();
    if (!lexer.dialect.has(12) && lexer.start != lexer.prevEnd) {
      problems.add(lexer.start, lexer.end, "f-string: expecting '}'");
    }
    return name.charAt(0);
  }

  /** Before 3.12 an expression held neither backslash nor comment. */
  private void checkOld(int from, int to, Expr value) {
    if (lexer.dialect.has(12)) {
      return;
    }
    if (specs >= 2) {
      problems.add(from, to, "f-string: expressions nested too deeply");
    }
    if (value instanceof Expr.Starred && lexer.dialect.has(9)) {
      problems.add(from, to, "f-string: cannot use starred expression here");
    }
    for (int i = from; i < to; i++) {
      char c = lexer.buffer[i];
      if (c == '\\') {
        problems.add(i, i + 1, "f-string expression part cannot include a backslash");
        return;
      }
    }
  }
}
