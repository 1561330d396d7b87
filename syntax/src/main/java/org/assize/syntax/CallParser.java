package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what follows an atom: attributes, calls with their arguments, and subscripts. */
final class CallParser {
  /** Positional and keyword arguments. */
  record Arguments(List<Expr> args, List<Node.Keyword> keywords) {}

  private static final Arguments EMPTY = new Arguments(List.of(), List.of());

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Lists lists;
  private final Lists keywords = new Lists();
  private List<Node.Keyword> lastKeywords = List.of();

  CallParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.lists = expressions.lists;
  }

  Expr trailers(int start, Expr atom) {
    int outer = expressions.depth().chain;
    Expr e = atom;
    int steps = 0;
    while (true) {
      switch (lexer.kind) {
        case DOT -> e = attribute(start, e);
        case LPAR -> {
          List<Expr> args = args();
          List<Node.Keyword> named = lastKeywords;
          e = new Expr.Call(start, lexer.prevEnd, e, args, named);
        }
        case LSQB -> e = subscript(start, e);
        default -> {
          expressions.depth().leaveChain(outer, steps);
          return e;
        }
      }
      if (++steps > Depth.MAX_CHAIN) {
        expressions.depth().leaveChain(outer, steps);
      }
    }
  }

  private Expr attribute(int start, Expr value) {
    lexer.next();
    boolean constant = lexer.kind == TRUE || lexer.kind == FALSE;
    if (lexer.kind != NAME && !(constant && lexer.dialect.python2())) {
      throw lexer.unexpected();
    }
    String name = lexer.names.string(lexer.nameId);
    Expr e = new Expr.Attribute(start, lexer.end, value, name);
    lexer.next();
    return e;
  }

  /** Parses arguments in parentheses, of a call or a class. */
  Arguments arguments() {
    List<Expr> args = args();
    return args.isEmpty() && lastKeywords.isEmpty() ? EMPTY : new Arguments(args, lastKeywords);
  }

  /** Returns the positional ones and leaves the others in {@link #lastKeywords}. */
  private List<Expr> args() {
    int open = lexer.start;
    lexer.next();
    if (lexer.kind == RPAR) {
      lexer.next();
      lastKeywords = List.of();
      return List.of();
    }
    int mark = lists.mark();
    int keywordsMark = keywords.mark();
    boolean unpacked = false;
    while (lexer.kind != RPAR) {
      unpacked |= lexer.kind == DOUBLE_STAR;
      Expr generator = argument(keywordsMark, unpacked);
      if (generator != null) {
        // The only argument: its span takes the parentheses, which are consumed with it.
        boolean alone = lists.since(mark) == 0 && keywords.since(keywordsMark) == 0;
        if (alone && lexer.kind == RPAR) {
          lexer.next();
          lastKeywords = List.of();
          return List.of(withEnd((Expr.GeneratorExp) generator, open, lexer.prevEnd));
        }
        expressions.problems.add(
            generator.start(), generator.end(), "Generator expression must be parenthesized");
        lists.push(generator);
      }
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    }
    expressions.close(RPAR);
    List<Node.Keyword> named = keywords.take(keywordsMark);
    lastKeywords = named;
    return lists.take(mark);
  }

  private static Expr withEnd(Expr.GeneratorExp e, int start, int end) {
    return new Expr.GeneratorExp(start, end, e.element(), e.generators());
  }

  /** Pushes one argument; returns a generator expression without parentheses instead. */
  private @Nullable Expr argument(int keywordsMark, boolean unpacked) {
    int start = lexer.start;
    int kind = lexer.kind;
    if (kind == STAR) {
      lexer.next();
      Expr value = expressions.expression();
      if (unpacked) {
        expressions.problems.add(
            start, lexer.prevEnd, "iterable argument unpacking follows keyword argument unpacking");
      }
      lists.push(new Expr.Starred(start, lexer.prevEnd, value));
      return null;
    }
    if (kind == DOUBLE_STAR) {
      lexer.next();
      Expr value = expressions.expression();
      keywords.push(new Node.Keyword(start, lexer.prevEnd, null, value));
      return null;
    }
    Expr e = expressions.expression();
    if (lexer.kind == EQUAL) {
      keyword(start, kind, e);
      return null;
    }
    if (lexer.kind == COLON_EQUAL) {
      e = expressions.walrus(start, kind, e);
    }
    if (expressions.comprehensions().starts()) {
      List<Node.Comprehension> generators = expressions.comprehensions().clauses(false);
      return new Expr.GeneratorExp(start, lexer.prevEnd, e, generators);
    }
    if (keywords.since(keywordsMark) > 0) {
      expressions.problems.add(
          start,
          lexer.prevEnd,
          unpacked
              ? "positional argument follows keyword argument unpacking"
              : "positional argument follows keyword argument");
    }
    lists.push(e);
    return null;
  }

  private void keyword(int start, int kind, Expr name) {
    boolean constant = kind == TRUE || kind == FALSE || kind == Token.NONE;
    String spelled;
    if (kind == NAME && name instanceof Expr.Name n) {
      spelled = n.id();
    } else if (kind != Token.NONE && name instanceof Expr.Bool b && lexer.dialect.python2()) {
      spelled = b.value() ? "True" : "False";
    } else {
      throw lexer.failure(
          start,
          lexer.end,
          constant && lexer.prevEnd - start <= 5
              ? "cannot assign to " + new String(lexer.buffer, start, lexer.prevEnd - start)
              : "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    lexer.next();
    if (lexer.kind == RPAR || lexer.kind == COMMA) {
      throw lexer.failure(start, lexer.prevEnd, "expected argument value expression");
    }
    Expr value = expressions.expression();
    if (expressions.comprehensions().starts()) {
      throw lexer.unexpected("invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    }
    keywords.push(new Node.Keyword(start, lexer.prevEnd, spelled, value));
  }

  // Subscripts.

  private Expr subscript(int start, Expr value) {
    lexer.next();
    int from = lexer.start;
    Expr index = slice();
    if (lexer.kind == COMMA || index instanceof Expr.Starred) {
      int mark = lists.mark();
      lists.push(index);
      while (lexer.kind == COMMA) {
        lexer.next();
        if (lexer.kind == RSQB) {
          break;
        }
        lists.push(slice());
      }
      List<Expr> elements = lists.take(mark);
      index = new Expr.Tuple(from, lexer.prevEnd, elements);
    }
    expressions.close(RSQB);
    return new Expr.Subscript(start, lexer.prevEnd, value, index);
  }

  private Expr slice() {
    int start = lexer.start;
    Expr lower = null;
    if (lexer.kind == STAR) {
      problems().since(11, start, lexer.end);
      lexer.next();
      Expr value = expressions.expression();
      return new Expr.Starred(start, lexer.prevEnd, value);
    }
    if (lexer.kind != COLON) {
      lower = expressions.named();
      if (lower instanceof Expr.NamedExpr && lexer.buffer[start] != '(') {
        problems().since(10, start, lexer.prevEnd);
      }
      if (lexer.kind != COLON) {
        return lower;
      }
    }
    lexer.next();
    Expr upper = null;
    Expr step = null;
    if (Operators.startsExpression(lexer.kind)) {
      upper = expressions.expression();
    }
    if (lexer.kind == COLON) {
      lexer.next();
      if (Operators.startsExpression(lexer.kind)) {
        step = expressions.expression();
      }
    }
    return new Expr.Slice(start, lexer.prevEnd, lower, upper, step);
  }

  private Problems problems() {
    return expressions.problems;
  }
}
