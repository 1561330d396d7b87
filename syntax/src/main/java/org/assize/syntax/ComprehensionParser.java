package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;

/** Parses the clauses of comprehensions. */
final class ComprehensionParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;

  ComprehensionParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
  }

  boolean starts() {
    return lexer.kind == FOR || (lexer.kind == ASYNC && lexer.followedBy("for"));
  }

  /** The {@code for} and {@code if} clauses of a comprehension, at least one {@code for}. */
  List<Node.Comprehension> clauses(boolean inList) {
    int mark = lists.mark();
    while (starts()) {
      lists.push(comprehension(inList));
    }
    return lists.take(mark);
  }

  private Node.Comprehension comprehension(boolean inList) {
    int start = lexer.start;
    boolean isAsync = lexer.kind == ASYNC;
    if (isAsync) {
      problems.since(6, start, lexer.end);
      lexer.next();
    }
    lexer.next();
    Expr target = expressions.tuples().forTargets();
    expressions.expect(IN);
    Expr iter = inList && lexer.dialect.python2() ? oldIterable() : expressions.disjunction();
    int mark = lists.mark();
    while (lexer.kind == IF) {
      lexer.next();
      boolean old = lexer.dialect.python2() || !lexer.dialect.has(9);
      lists.push(old ? expressions.unconditional() : expressions.disjunction());
    }
    List<Expr> ifs = lists.take(mark);
    return new Node.Comprehension(start, lexer.prevEnd, target, iter, ifs, isAsync);
  }

  /** Python 2: {@code [x for x in 1, 2]}. */
  private Expr oldIterable() {
    int start = lexer.start;
    Expr first = expressions.unconditional();
    if (lexer.kind != COMMA) {
      return first;
    }
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!Operators.startsExpression(lexer.kind)) {
        break;
      }
      lists.push(expressions.unconditional());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }
}
