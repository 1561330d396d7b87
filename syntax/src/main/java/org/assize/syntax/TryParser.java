package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;

/** Parses {@code try} with its handlers. */
final class TryParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Blocks blocks;
  private final Problems problems;

  TryParser(Lexer lexer, ExpressionParser expressions, Blocks blocks) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.blocks = blocks;
    this.problems = expressions.problems;
  }

  Stmt tries() {
    int start = lexer.start;
    lexer.next();
    blocks.certainColon();
    List<Stmt> body = blocks.block(start, "'try' statement");
    int end = blocks.end(body);
    List<Node.ExceptHandler> handlers = new ArrayList<>(1);
    boolean star = false;
    while (lexer.kind == EXCEPT) {
      boolean thisStar = starFollows();
      if (!handlers.isEmpty() && thisStar != star) {
        problems.add(
            lexer.start, lexer.end, "cannot have both 'except' and 'except*' on the same 'try'");
      }
      star |= thisStar;
      Node.ExceptHandler handler = handler(thisStar);
      handlers.add(handler);
      end = handler.end();
    }
    List<Stmt> orelse = List.of();
    if (lexer.kind == ELSE && !handlers.isEmpty()) {
      orelse = blocks.orelse("'else' statement");
      end = blocks.end(orelse);
    }
    List<Stmt> finalbody = List.of();
    if (lexer.kind == FINALLY) {
      int from = lexer.start;
      lexer.next();
      blocks.certainColon();
      finalbody = blocks.block(from, "'finally' statement");
      end = blocks.end(finalbody);
    }
    if (handlers.isEmpty() && finalbody.isEmpty()) {
      problems.add(lexer.start, lexer.end, "expected 'except' or 'finally' block");
    }
    return new Stmt.Try(start, end, body, List.copyOf(handlers), orelse, finalbody, star);
  }

  private boolean starFollows() {
    int p = lexer.pos;
    while (lexer.buffer[p] == ' ' || lexer.buffer[p] == '\t') {
      p++;
    }
    return lexer.buffer[p] == '*';
  }

  private Node.ExceptHandler handler(boolean star) {
    int start = lexer.start;
    try {
      expressions.depth().restart();
      return caught(start, star);
    } catch (SyntaxFailure failure) {
      Stmt.Bad bad = blocks.bad(start, EOF, failure);
      return new Node.ExceptHandler(start, bad.end(), null, null, null, List.of(bad));
    }
  }

  private Node.ExceptHandler caught(int start, boolean star) {
    lexer.next();
    if (star) {
      problems.since(11, lexer.start, lexer.end);
      expressions.expect(STAR);
    }
    Expr type = null;
    String name = null;
    Expr target = null;
    if (lexer.kind != COLON && lexer.kind != NEWLINE) {
      int from = lexer.start;
      type = expressions.expression();
      if (lexer.kind == COMMA && lexer.dialect.python2()) {
        lexer.next();
        target = expressions.binary(Operators.BITWISE_OR_LEVEL);
        TargetCheck.assignable(target, lexer.dialect);
        problems.python2(from, lexer.prevEnd, "multiple exception types must be parenthesized");
        if (target instanceof Expr.Name plain) {
          name = plain.id();
          target = null;
        }
      } else if (lexer.kind == COMMA) {
        type = expressions.tuples().tupleFrom(from, type);
        problems.since(14, from, lexer.prevEnd, "multiple exception types must be parenthesized");
        if (lexer.kind == AS) {
          problems.add(
              from,
              lexer.prevEnd,
              "multiple exception types must be parenthesized when using 'as'");
        }
      }
      if (lexer.kind == AS) {
        lexer.next();
        name = lexer.takeName();
      }
    } else if (star) {
      throw lexer.unexpected("expected one or more exception types");
    }
    blocks.colon();
    List<Stmt> body = blocks.block(start, star ? "'except*' statement" : "'except' statement");
    return new Node.ExceptHandler(start, blocks.end(body), type, name, target, body);
  }
}
