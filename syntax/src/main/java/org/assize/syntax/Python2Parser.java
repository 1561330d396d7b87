package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the statements that became functions with Python 3: {@code print} and {@code exec}. */
final class Python2Parser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;

  Python2Parser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
  }

  /** Whether a word at the start of a statement is followed by what only an operand can be. */
  private boolean atOperand() {
    return switch (lexer.kind) {
      case NAME,
          NUMBER,
          STRING,
          FSTRING,
          LBRACE,
          BACKTICK,
          TILDE,
          TRUE,
          FALSE,
          Token.NONE,
          LAMBDA ->
          true;
      case NOT -> !lexer.followedBy("in");
      default -> false;
    };
  }

  /** Parses a {@code print} statement; null if the word is a name here. */
  @Nullable Stmt print() {
    int start = lexer.start;
    TokenState.Mark mark = lexer.mark();
    Problems.Mark before = problems.mark();
    lexer.next();
    if (!lexer.dialect.python2()) {
      if (!atOperand()) {
        lexer.reset(mark);
        return null;
      }
      return printed(start);
    }
    try {
      Stmt print = printed(start);
      if (lexer.atEnd()) {
        return print;
      }
    } catch (SyntaxFailure _) {
      // A call of the function, then.
    }
    problems.reset(before);
    lexer.reset(mark);
    return null;
  }

  private Stmt printed(int start) {
    Expr dest = null;
    boolean newline = true;
    int mark = lists.mark();
    if (lexer.kind == RIGHT_SHIFT) {
      lexer.next();
      dest = expressions.expression();
      if (lexer.kind == COMMA) {
        lexer.next();
      }
    }
    while (!lexer.atEnd()) {
      lists.push(expressions.expression());
      newline = true;
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
      newline = false;
    }
    List<Expr> values = lists.take(mark);
    problems.python2(
        start, lexer.prevEnd, "Missing parentheses in call to 'print'. Did you mean print(...)?");
    return new Stmt.Print(start, lexer.prevEnd, dest, values, newline);
  }

  /** Parses an {@code exec} statement; null if the word is a name here. */
  @Nullable Stmt exec() {
    int start = lexer.start;
    TokenState.Mark mark = lexer.mark();
    lexer.next();
    boolean statement =
        lexer.dialect.python2() ? Operators.startsExpression(lexer.kind) : atOperand();
    if (!statement) {
      lexer.reset(mark);
      return null;
    }
    Expr code = expressions.binary(Operators.BITWISE_OR_LEVEL);
    Expr globals = null;
    Expr locals = null;
    if (lexer.kind == IN) {
      lexer.next();
      globals = expressions.expression();
      if (lexer.kind == COMMA) {
        lexer.next();
        locals = expressions.expression();
      }
    }
    problems.python2(
        start, lexer.prevEnd, "Missing parentheses in call to 'exec'. Did you mean exec(...)?");
    return new Stmt.Exec(start, lexer.prevEnd, code, globals, locals);
  }
}
