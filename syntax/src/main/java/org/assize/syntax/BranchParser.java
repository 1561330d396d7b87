package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;

/** Parses {@code if}, {@code while} and {@code for}. */
final class BranchParser {
  /** How many {@code elif} may lie above a node: each is a level of the tree. */
  static final int MAX_ELIF = 5000;

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Blocks blocks;
  private final Problems problems;
  private int elifs;

  BranchParser(Lexer lexer, ExpressionParser expressions, Blocks blocks) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.blocks = blocks;
    this.problems = expressions.problems;
  }

  private record Branch(int start, Expr test, List<Stmt> body) {}

  Stmt ifs() {
    int start = lexer.start;
    lexer.next();
    Expr test = condition();
    List<Stmt> body = blocks.block(start, "'if' statement");
    if (lexer.kind != ELIF) {
      List<Stmt> orelse = blocks.orelse("'else' statement");
      return new Stmt.If(start, blocks.end(orelse.isEmpty() ? body : orelse), test, body, orelse);
    }
    int outer = elifs;
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(start, test, body));
    List<Stmt> orelse = elifs(branches);
    elifs = outer;
    int end = blocks.end(orelse.isEmpty() ? branches.getLast().body() : orelse);
    for (int i = branches.size() - 1; i >= 0; i--) {
      Branch b = branches.get(i);
      orelse = List.of(new Stmt.If(b.start(), end, b.test(), b.body(), orelse));
    }
    return orelse.getFirst();
  }

  /** Reads {@code elif} branches and the rest; a broken one stands in the rest, with all behind. */
  private List<Stmt> elifs(List<Branch> branches) {
    while (lexer.kind == ELIF) {
      int start = lexer.start;
      try {
        expressions.depth().restart();
        if (++elifs > MAX_ELIF) {
          throw lexer.unexpected("too many 'elif' branches");
        }
        lexer.next();
        Expr test = condition();
        List<Stmt> body = blocks.block(start, "'elif' statement");
        branches.add(new Branch(start, test, body));
      } catch (SyntaxFailure failure) {
        return List.of(blocks.bad(start, ELIF, failure));
      }
    }
    return blocks.orelse("'else' statement");
  }

  /** A condition with its colon, where {@code =} is a common slip for {@code ==}. */
  private Expr condition() {
    Expr test = expressions.named();
    if (lexer.kind == EQUAL) {
      throw TargetCheck.compared(test);
    }
    blocks.colon();
    return test;
  }

  Stmt whileLoop() {
    int start = lexer.start;
    lexer.next();
    Expr test = condition();
    List<Stmt> body = blocks.block(start, "'while' statement");
    List<Stmt> orelse = blocks.orelse("'else' statement");
    return new Stmt.While(start, blocks.end(orelse.isEmpty() ? body : orelse), test, body, orelse);
  }

  Stmt loop(int start, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    Expr target = expressions.tuples().forTargets();
    expressions.expect(IN);
    int from = lexer.start;
    Expr iter = expressions.tuples().starExpressions();
    if (iter instanceof Expr.Tuple t
        && !lexer.dialect.has(9)
        && lexer.buffer[from] != '('
        && t.elements().stream().anyMatch(Expr.Starred.class::isInstance)) {
      problems.since(9, from, lexer.prevEnd);
    }
    blocks.colon();
    List<Stmt> body = blocks.block(keyword, "'for' statement");
    List<Stmt> orelse = blocks.orelse("'else' statement");
    return new Stmt.For(
        start, blocks.end(orelse.isEmpty() ? body : orelse), target, iter, body, orelse, isAsync);
  }
}
