package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;

/** Parses one or more adjacent literals to one node. */
final class StringParser {
  private final Lexer lexer;
  private final Problems problems;
  private final StringReader literals;
  private final StringParts parts;
  private final FStringParser formatted;

  StringParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.problems = expressions.problems;
    this.literals = lexer.strings();
    this.parts = new StringParts(lexer.dialect);
    this.formatted = new FStringParser(lexer, expressions, parts);
  }

  Expr strings() {
    int start = lexer.start;
    int mark = parts.mark();
    int seen = 0;
    boolean firstUnicode = false;
    for (int n = 0; lexer.kind == STRING || lexer.kind == FSTRING; n++) {
      if (lexer.kind == FSTRING) {
        boolean template = (lexer.stringFlags & StringReader.TEMPLATE) != 0;
        seen |= template ? StringReader.TEMPLATE : StringReader.FORMAT;
        formatted.format(template);
      } else {
        int flags = lexer.stringFlags;
        int from = lexer.start;
        int to = lexer.end;
        boolean bytes = (flags & StringReader.BYTES) != 0;
        boolean unicode = lexer.buffer[from] == 'u';
        firstUnicode |= n == 0 && unicode;
        prefixes(flags, from, to);
        String value = literals.string();
        lexer.next();
        boolean alone = n == 0 && lexer.kind != STRING && lexer.kind != FSTRING;
        if (alone) {
          return bytes ? new Expr.Bytes(from, to, value) : new Expr.Str(from, to, value, unicode);
        }
        seen |= bytes ? StringReader.BYTES : StringReader.UNICODE;
        parts.push(
            bytes ? new Expr.Bytes(from, to, value) : new Expr.Str(from, to, value, unicode));
      }
    }
    return join(start, mark, seen, firstUnicode);
  }

  private void prefixes(int flags, int from, int to) {
    if ((flags & StringReader.UNICODE) != 0) {
      problems.since(3, from, to);
    }
    if ((flags & (StringReader.BYTES | StringReader.RAW)) == (StringReader.BYTES | StringReader.RAW)
        && (lexer.buffer[from] | 32) == 'r') {
      problems.since(3, from, to);
    }
  }

  private Expr join(int start, int mark, int seen, boolean firstUnicode) {
    int end = lexer.prevEnd;
    boolean text = (seen & ~StringReader.BYTES) != 0;
    if ((seen & StringReader.BYTES) != 0 && text && !lexer.dialect.python2()) {
      problems.add(start, end, "cannot mix bytes and nonbytes literals");
    }
    if ((seen & StringReader.TEMPLATE) != 0 && seen != StringReader.TEMPLATE) {
      problems.add(start, end, "cannot mix t-string literals with string or bytes literals");
    }
    if ((seen & (StringReader.FORMAT | StringReader.TEMPLATE)) == 0) {
      String value = parts.text(mark);
      return text
          ? new Expr.Str(start, end, value, firstUnicode)
          : new Expr.Bytes(start, end, value);
    }
    List<Expr> values = parts.folded(mark, firstUnicode);
    return (seen & StringReader.TEMPLATE) != 0
        ? new Expr.TemplateStr(start, end, values)
        : new Expr.JoinedStr(start, end, values);
  }
}
