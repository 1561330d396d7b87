package org.assize.syntax;

import static org.assize.syntax.Operators.BITWISE_OR_LEVEL;
import static org.assize.syntax.Token.*;

import java.util.List;

/** Parses expressions with commas between them, stars, {@code yield}, and targets. */
final class TupleParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;

  TupleParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
  }

  /** {@code star_expressions}: a tuple if there is a comma. */
  Expr starExpressions() {
    int start = lexer.start;
    Expr first = starExpression();
    if (lexer.kind != COMMA) {
      return first;
    }
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!Operators.startsExpression(lexer.kind) && lexer.kind != STAR) {
        break;
      }
      lists.push(starExpression());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  /** A tuple without parentheses whose first element is read already; a comma is next. */
  Expr tupleFrom(int start, Expr first) {
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!Operators.startsExpression(lexer.kind)) {
        break;
      }
      lists.push(expressions.expression());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  /** The target behind {@code as} of a {@code with}. */
  Expr withTarget() {
    Expr target = forTarget();
    TargetCheck.assignable(target, lexer.dialect);
    return target;
  }

  Expr starExpression() {
    return lexer.kind == STAR ? starred() : expressions.expression();
  }

  /** {@code star_named_expression}: an element of a display. */
  Expr starNamed() {
    return lexer.kind == STAR ? starred() : expressions.named();
  }

  private Expr starred() {
    int start = lexer.start;
    lexer.next();
    Expr value = expressions.binary(BITWISE_OR_LEVEL);
    return new Expr.Starred(start, lexer.prevEnd, value);
  }

  Expr yieldOrStarExpressions() {
    return lexer.kind == YIELD ? yieldExpression() : starExpressions();
  }

  Expr yieldExpression() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == FROM) {
      problems.since(3, lexer.start, lexer.end);
      lexer.next();
      Expr value = expressions.expression();
      return new Expr.YieldFrom(start, lexer.prevEnd, value);
    }
    if (!Operators.startsExpression(lexer.kind) && lexer.kind != STAR) {
      return new Expr.Yield(start, lexer.prevEnd, null);
    }
    Expr value = starExpressions();
    starsSince(8, value, start);
    return new Expr.Yield(start, lexer.prevEnd, value);
  }

  /** Notes a star in a tuple without parentheses, which a statement takes since 3.{@code minor}. */
  void starsSince(int minor, Expr value, int start) {
    if (lexer.dialect.has(minor) || !(value instanceof Expr.Tuple tuple)) {
      return;
    }
    boolean starred = tuple.elements().stream().anyMatch(Expr.Starred.class::isInstance);
    if (starred && !parenthesised(tuple)) {
      problems.since(minor, start, lexer.prevEnd);
    }
  }

  private boolean parenthesised(Expr.Tuple tuple) {
    return tuple.start() < tuple.elements().getFirst().start()
        && lexer.buffer[tuple.end() - 1] == ')';
  }

  /** The targets of {@code for}: no comparison, so that {@code in} is left. */
  Expr forTargets() {
    int start = lexer.start;
    Expr first = forTarget();
    Expr target = first;
    if (lexer.kind == COMMA) {
      int mark = lists.mark();
      lists.push(first);
      while (lexer.kind == COMMA) {
        lexer.next();
        if (!Operators.startsExpression(lexer.kind) && lexer.kind != STAR) {
          break;
        }
        lists.push(forTarget());
      }
      List<Expr> elements = lists.take(mark);
      target = new Expr.Tuple(start, lexer.prevEnd, elements);
    }
    if (lexer.kind == IN) {
      TargetCheck.assignable(target, lexer.dialect);
    }
    return target;
  }

  private Expr forTarget() {
    return lexer.kind == STAR ? starred() : expressions.binary(BITWISE_OR_LEVEL);
  }
}
