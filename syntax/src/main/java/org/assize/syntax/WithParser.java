package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses {@code with}. */
final class WithParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Blocks blocks;
  private final Problems problems;

  WithParser(Lexer lexer, ExpressionParser expressions, Blocks blocks) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.blocks = blocks;
    this.problems = expressions.problems;
  }

  Stmt with(int start, boolean isAsync) {
    int keyword = lexer.start;
    lexer.next();
    List<Node.WithItem> items = lexer.kind == LPAR ? parenthesisedItems() : null;
    if (items == null) {
      items = new ArrayList<>(1);
      items.add(item());
      while (lexer.kind == COMMA) {
        problems.since(1, lexer.start, lexer.end);
        lexer.next();
        items.add(item());
      }
    }
    blocks.colon();
    List<Stmt> body = blocks.block(keyword, "'with' statement");
    return new Stmt.With(start, blocks.end(body), List.copyOf(items), body, isAsync);
  }

  /** {@code (a as b, c as d)} before the colon, or null if the parenthesis means less. */
  private @Nullable List<Node.WithItem> parenthesisedItems() {
    TokenState.Mark mark = lexer.mark();
    Problems.Mark before = problems.mark();
    int start = lexer.start;
    try {
      lexer.next();
      List<Node.WithItem> items = new ArrayList<>(2);
      boolean named = false;
      while (lexer.kind != RPAR) {
        Node.WithItem item = item();
        named |= item.target() != null;
        items.add(item);
        if (lexer.kind != COMMA) {
          break;
        }
        lexer.next();
      }
      if (lexer.kind == RPAR && !items.isEmpty()) {
        lexer.next();
        boolean grammar = lexer.dialect.has(9);
        if (lexer.kind == COLON && (grammar || named)) {
          if (named) {
            problems.since(9, start, lexer.prevEnd);
          }
          return items;
        }
      }
    } catch (SyntaxFailure _) {
      // An expression in parentheses, then.
    }
    problems.reset(before);
    expressions.depth().restart();
    lexer.reset(mark);
    return null;
  }

  private Node.WithItem item() {
    int start = lexer.start;
    Expr context = expressions.expression();
    Expr target = null;
    if (lexer.kind == AS) {
      lexer.next();
      target = expressions.tuples().withTarget();
    }
    return new Node.WithItem(start, lexer.prevEnd, context, target);
  }
}
