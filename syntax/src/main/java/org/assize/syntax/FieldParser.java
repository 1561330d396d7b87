package org.assize.syntax;

import static org.assize.syntax.Token.*;

/** Parses the replacement fields of f-strings and t-strings. */
final class FieldParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final StringParts parts;
  private final FStringParser text;

  FieldParser(Lexer lexer, ExpressionParser expressions, StringParts parts, FStringParser text) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.parts = parts;
    this.text = text;
  }

  /** Pushes the field whose brace is at {@code open} and returns what is behind it. */
  int field(int open, int literalStart, int flags, char quote, boolean template) {
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
    Expr value = expressions.tuples().yieldOrStarExpressions();
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
      text.specs++;
      text.middle(literalStart, lexer.end, flags, quote, template, true);
      text.specs--;
      int specEnd = lexer.pos;
      lexer.next();
      spec = new Expr.JoinedStr(colon, specEnd, parts.folded(partsMark, false));
    }
    if (lexer.kind != RBRACE) {
      throw Operators.startsExpression(lexer.kind)
          ? expressions.missingComma()
          : lexer.unexpected("f-string: expecting '}'");
    }
    if (debug && conversion < 0 && spec == null) {
      conversion = 'r';
    }
    int end = lexer.end;
    int textStart = open + 1;
    String written = template ? new String(lexer.buffer, textStart, exprEnd - textStart) : "";
    parts.push(
        template
            ? new Expr.Interpolation(open, end, value, written, conversion, spec)
            : new Expr.FormattedValue(open, end, value, conversion, spec));
    lexer.fieldBrackets = outerField;
    lexer.fieldQuote = outerQuote;
    return end;
  }

  /** The text of {@code {text=}}: without comments, its line ends made one. */
  private String debugText(int from, int to) {
    char[] b = lexer.buffer;
    StringBuilder shown = new StringBuilder(to - from);
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = b[i];
      if (c == '#' && quote == 0) {
        while (i + 1 < to && b[i + 1] != '\n' && b[i + 1] != '\r') {
          i++;
        }
      } else if (c == '\r') {
        shown.append('\n');
        i += i + 1 < to && b[i + 1] == '\n' ? 1 : 0;
      } else {
        quote = c != '"' && c != '\'' ? quote : quote == 0 ? c : quote == c ? 0 : quote;
        shown.append(c);
      }
    }
    return shown.toString();
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
    if (text.specs >= 2) {
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
