package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;

/** Parses functions and classes with their decorators, and what else {@code async} can start. */
final class DefinitionParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Blocks blocks;
  private final Problems problems;
  private final BranchParser branches;
  private final WithParser withs;

  DefinitionParser(
      Lexer lexer,
      ExpressionParser expressions,
      Blocks blocks,
      BranchParser branches,
      WithParser withs) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.blocks = blocks;
    this.problems = expressions.problems;
    this.branches = branches;
    this.withs = withs;
  }

  Stmt decorated() {
    int start = lexer.start;
    List<Expr> decorators = new ArrayList<>(1);
    while (lexer.kind == AT) {
      lexer.next();
      int from = lexer.start;
      Expr e = expressions.named();
      if (!lexer.dialect.has(9) && (lexer.buffer[from] == '(' || !dottedCall(e))) {
        problems.since(9, from, lexer.prevEnd);
      }
      decorators.add(e);
      if (lexer.kind != NEWLINE) {
        throw lexer.unexpected();
      }
      lexer.next();
    }
    List<Expr> all = List.copyOf(decorators);
    if (lexer.kind == DEF) {
      return def(lexer.start, all, false);
    }
    if (lexer.kind == CLASS) {
      return classDef(all);
    }
    if (lexer.kind == ASYNC || (lexer.kind == NAME && lexer.nameId == ID_ASYNC)) {
      return async(all);
    }
    // What follows is a statement of its own.
    int end = decorators.getLast().end();
    problems.add(lexer.start, lexer.end, "invalid syntax");
    return new Stmt.Bad(start, end, List.of());
  }

  /** Before 3.9 a decorator was a dotted name with at most one call. */
  private static boolean dottedCall(Expr e) {
    Expr inner = e instanceof Expr.Call c ? c.function() : e;
    while (inner instanceof Expr.Attribute a) {
      inner = a.value();
    }
    return inner instanceof Expr.Name;
  }

  Stmt async(List<Expr> decorators) {
    int start = lexer.start;
    if (!lexer.dialect.has(5) || lexer.dialect.python2()) {
      problems.add(start, lexer.end, "invalid syntax");
    }
    boolean outer = lexer.asyncKeywords;
    lexer.next();
    if (lexer.kind == DEF) {
      lexer.asyncKeywords = true;
      Stmt def = def(start, decorators, true);
      lexer.asyncKeywords = outer;
      return def;
    }
    if (decorators.isEmpty() && lexer.kind == FOR) {
      return branches.loop(start, true);
    }
    if (decorators.isEmpty() && lexer.kind == WITH) {
      return withs.with(start, true);
    }
    throw lexer.unexpected();
  }

  Stmt def(int start, List<Expr> decorators, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    int nameStart = lexer.start;
    String name = lexer.takeName();
    List<Node.TypeParam> typeParams = expressions.parameters().typeParameters();
    Node.Parameters parameters = expressions.parameters().def();
    Expr returns = null;
    if (lexer.kind == ARROW) {
      lexer.next();
      returns = expressions.expression();
    }
    blocks.certainColon();
    List<Stmt> body = blocks.block(keyword, "function definition");
    return new Stmt.FunctionDef(
        start,
        blocks.end(body),
        nameStart,
        name,
        typeParams,
        parameters,
        returns,
        body,
        decorators,
        isAsync);
  }

  Stmt classDef(List<Expr> decorators) {
    int start = lexer.start;
    lexer.next();
    int nameStart = lexer.start;
    String name = lexer.takeName();
    List<Node.TypeParam> typeParams = expressions.parameters().typeParameters();
    List<Expr> bases = List.of();
    List<Node.Keyword> keywords = List.of();
    if (lexer.kind == LPAR) {
      CallParser.Arguments arguments = expressions.calls().arguments();
      bases = arguments.args();
      keywords = arguments.keywords();
    }
    blocks.colon();
    List<Stmt> body = blocks.block(start, "class definition");
    return new Stmt.ClassDef(
        start, blocks.end(body), nameStart, name, typeParams, bases, keywords, body, decorators);
  }
}
