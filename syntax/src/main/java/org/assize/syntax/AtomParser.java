package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands between operators: constants, names, and everything in brackets. */
final class AtomParser {
  /** Backticks are no brackets to the lexer, and one of them costs as much stack as a bracket. */
  private static final int BACKTICK_WEIGHT = 10;

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final StringParser strings;
  private final Lists lists;
  private final Lists values = new Lists();

  AtomParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.lists = expressions.lists;
    this.strings = new StringParser(lexer, expressions);
  }

  Expr atom() {
    int start = lexer.start;
    int end = lexer.end;
    Expr constant =
        switch (lexer.kind) {
          case NAME -> new Expr.Name(start, end, lexer.names.string(lexer.nameId));
          case NUMBER -> {
            Expr number = lexer.number;
            yield number != null ? number : new Expr.Int(start, end, lexer.intValue);
          }
          case TRUE -> new Expr.Bool(start, end, true);
          case FALSE -> new Expr.Bool(start, end, false);
          case Token.NONE -> new Expr.None(start, end);
          case Token.ELLIPSIS -> new Expr.Ellipsis(start, end);
          default -> null;
        };
    if (constant != null) {
      lexer.next();
      return constant;
    }
    return switch (lexer.kind) {
      case STRING, FSTRING -> strings.strings();
      case LPAR -> parenthesised();
      case LSQB -> list();
      case LBRACE -> braces();
      case BACKTICK -> backticks();
      default -> throw lexer.unexpected();
    };
  }

  private Expr backticks() {
    int start = lexer.start;
    lexer.next();
    expressions.depth().enter(BACKTICK_WEIGHT);
    Expr value = expressions.tuples().starExpressions();
    expressions.depth().leave(BACKTICK_WEIGHT);
    expressions.expect(BACKTICK);
    expressions.problems.python2(start, lexer.prevEnd, "invalid syntax");
    return new Expr.Backticks(start, lexer.prevEnd, value);
  }

  private Expr parenthesised() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == RPAR) {
      lexer.next();
      return new Expr.Tuple(start, lexer.prevEnd, List.of());
    }
    if (lexer.kind == YIELD) {
      Expr value = expressions.tuples().yieldExpression();
      expressions.close(RPAR);
      return value;
    }
    Expr first = expressions.tuples().starNamed();
    if (lexer.kind == COMMA) {
      List<Expr> elements = elements(first, RPAR);
      expressions.close(RPAR);
      return new Expr.Tuple(start, lexer.prevEnd, elements);
    }
    if (expressions.comprehensions().starts()) {
      noUnpacking(first);
      List<Node.Comprehension> generators = expressions.comprehensions().clauses(false);
      expressions.close(RPAR);
      return new Expr.GeneratorExp(start, lexer.prevEnd, first, generators);
    }
    expressions.close(RPAR);
    if (first instanceof Expr.Starred && lexer.dialect.has(9)) {
      throw lexer.failure(first.start(), first.end(), "cannot use starred expression here");
    }
    return first;
  }

  private void noUnpacking(Expr first) {
    if (first instanceof Expr.Starred) {
      throw lexer.failure(
          first.start(), first.end(), "iterable unpacking cannot be used in comprehension");
    }
  }

  /** The elements of a display, from the first, which is read already, to the closing bracket. */
  private List<Expr> elements(Expr first, int close) {
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (lexer.kind == close) {
        break;
      }
      lists.push(expressions.tuples().starNamed());
    }
    return lists.take(mark);
  }

  private Expr list() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == RSQB) {
      lexer.next();
      return new Expr.ListExpr(start, lexer.prevEnd, List.of());
    }
    Expr first = expressions.tuples().starNamed();
    if (expressions.comprehensions().starts()) {
      noUnpacking(first);
      List<Node.Comprehension> generators = expressions.comprehensions().clauses(true);
      expressions.close(RSQB);
      return new Expr.ListComp(start, lexer.prevEnd, first, generators);
    }
    List<Expr> elements = elements(first, RSQB);
    expressions.close(RSQB);
    return new Expr.ListExpr(start, lexer.prevEnd, elements);
  }

  private Expr braces() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == RBRACE) {
      lexer.next();
      return new Expr.Dict(start, lexer.prevEnd, List.of(), List.of());
    }
    if (lexer.kind == DOUBLE_STAR) {
      return dict(start, null);
    }
    boolean grouped = lexer.kind == LPAR;
    Expr first = expressions.tuples().starNamed();
    if (lexer.kind == COLON) {
      if (!grouped && (first instanceof Expr.NamedExpr || first instanceof Expr.Starred)) {
        throw lexer.unexpected();
      }
      return dict(start, first);
    }
    if (!grouped && first instanceof Expr.NamedExpr) {
      expressions.problems.since(9, start, lexer.prevEnd);
    }
    if (expressions.comprehensions().starts()) {
      noUnpacking(first);
      List<Node.Comprehension> generators = expressions.comprehensions().clauses(false);
      expressions.close(RBRACE);
      return new Expr.SetComp(start, lexer.prevEnd, first, generators);
    }
    List<Expr> elements = elements(first, RBRACE);
    expressions.close(RBRACE);
    return new Expr.SetExpr(start, lexer.prevEnd, elements);
  }

  /** A dictionary from its first item on, whose key is read already unless it is {@code **}. */
  private Expr dict(int start, @Nullable Expr firstKey) {
    Expr value = dictValue(firstKey);
    if (expressions.comprehensions().starts()) {
      if (firstKey == null) {
        throw lexer.failure(
            start + 1, lexer.prevEnd, "dict unpacking cannot be used in dict comprehension");
      }
      List<Node.Comprehension> generators = expressions.comprehensions().clauses(false);
      expressions.close(RBRACE);
      return new Expr.DictComp(start, lexer.prevEnd, firstKey, value, generators);
    }
    int keysMark = lists.mark();
    int valuesMark = values.mark();
    lists.push(firstKey);
    values.push(value);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (lexer.kind == RBRACE) {
        break;
      }
      Expr key = lexer.kind == DOUBLE_STAR ? null : expressions.expression();
      Expr item = dictValue(key);
      lists.push(key);
      values.push(item);
    }
    List<@Nullable Expr> keys = lists.takeNullable(keysMark);
    List<Expr> items = values.take(valuesMark);
    expressions.close(RBRACE);
    return new Expr.Dict(start, lexer.prevEnd, keys, items);
  }

  private Expr dictValue(@Nullable Expr key) {
    if (key == null) {
      expressions.problems.since(5, lexer.start, lexer.end);
      lexer.next();
      return expressions.binary(Operators.BITWISE_OR_LEVEL);
    }
    int colon = lexer.start;
    if (lexer.kind != COLON) {
      int end = lexer.prevEnd;
      throw lexer.unexpected(end - 1, end, "':' expected after dictionary key");
    }
    lexer.next();
    if (lexer.kind == RBRACE || lexer.kind == COMMA) {
      throw lexer.failure(colon, colon + 1, "expression expected after dictionary key and ':'");
    }
    return expressions.expression();
  }
}
