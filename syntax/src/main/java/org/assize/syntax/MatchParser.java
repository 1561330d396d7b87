package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses {@code match}, which is a name where no block of cases follows. */
final class MatchParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Blocks blocks;
  private final Problems problems;
  private final PatternParser patterns;

  MatchParser(Lexer lexer, ExpressionParser expressions, Blocks blocks) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.blocks = blocks;
    this.problems = expressions.problems;
    this.patterns = new PatternParser(lexer, expressions);
  }

  /** Parses a {@code match} statement; null if the word is a name here. */
  @Nullable Stmt match() {
    int start = lexer.start;
    TokenState.Mark mark = lexer.mark();
    Problems.Mark before = problems.mark();
    lexer.next();
    boolean certain =
        switch (lexer.kind) {
          case NAME, NUMBER, STRING, FSTRING, LBRACE, TILDE, LAMBDA, AWAIT, TRUE, FALSE -> true;
          case Token.NONE, Token.ELLIPSIS -> true;
          default -> false;
        };
    boolean possible = Operators.startsExpression(lexer.kind) || lexer.kind == STAR;
    if (!possible) {
      lexer.reset(mark);
      return null;
    }
    try {
      Expr subject = subject();
      if (lexer.kind == COLON) {
        lexer.next();
        if (lexer.kind == NEWLINE || certain) {
          problems.since(10, start, start + 5);
          return cases(start, subject);
        }
      } else if (certain) {
        throw lexer.unexpected(lexer.kind == NEWLINE ? "expected ':'" : "invalid syntax");
      }
    } catch (SyntaxFailure failure) {
      if (certain) {
        throw failure;
      }
    }
    problems.reset(before);
    expressions.depth().restart();
    lexer.reset(mark);
    return null;
  }

  private Expr subject() {
    int start = lexer.start;
    Expr first = expressions.tuples().starNamed();
    if (lexer.kind != COMMA) {
      if (first instanceof Expr.Starred) {
        throw lexer.unexpected();
      }
      return first;
    }
    Lists lists = expressions.lists;
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (lexer.kind == COLON) {
        break;
      }
      lists.push(expressions.tuples().starNamed());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  private Stmt cases(int start, Expr subject) {
    int header = lexer.prevEnd;
    if (lexer.kind != NEWLINE) {
      throw lexer.unexpected();
    }
    lexer.next();
    List<Node.MatchCase> cases = new ArrayList<>();
    int end = header;
    if (lexer.kind != INDENT) {
      problems.add(
          lexer.start,
          lexer.end,
          "expected an indented block after 'match' statement on line " + lexer.lineAt(start));
      return new Stmt.Match(start, end, subject, List.of());
    }
    lexer.next();
    while (lexer.kind != DEDENT && lexer.kind != EOF) {
      Node.MatchCase one = oneCase();
      cases.add(one);
      end = one.end();
    }
    if (lexer.kind == DEDENT) {
      lexer.next();
    }
    return new Stmt.Match(start, end, subject, List.copyOf(cases));
  }

  private Node.MatchCase oneCase() {
    int start = lexer.start;
    try {
      expressions.depth().restart();
      if (lexer.kind != NAME || lexer.nameId != ID_CASE) {
        throw lexer.unexpected();
      }
      lexer.next();
      Pattern pattern = patterns.patterns();
      Expr guard = null;
      if (lexer.kind == IF) {
        lexer.next();
        guard = expressions.named();
      }
      blocks.colon();
      List<Stmt> body = blocks.block(start, "'case' statement");
      return new Node.MatchCase(start, blocks.end(body), pattern, guard, body);
    } catch (SyntaxFailure failure) {
      Stmt.Bad bad = blocks.bad(start, EOF, failure);
      Pattern any = new Pattern.MatchAs(start, start, null, null);
      return new Node.MatchCase(start, bad.end(), any, null, List.of(bad));
    }
  }
}
