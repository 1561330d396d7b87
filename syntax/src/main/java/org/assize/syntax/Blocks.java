package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;

/** What compound statements have in common: colons, the blocks behind them, and {@code else}. */
final class Blocks {
  private final Lexer lexer;
  private final StatementParser statements;
  private final Problems problems;

  Blocks(Lexer lexer, StatementParser statements, Problems problems) {
    this.lexer = lexer;
    this.statements = statements;
    this.problems = problems;
  }

  /** {@link StatementParser#block}. */
  List<Stmt> block(int header, String what) {
    return statements.block(header, what);
  }

  /** {@link StatementParser#bad}. */
  Stmt.Bad bad(int start, int kind, SyntaxFailure failure) {
    return statements.bad(start, start, kind, failure);
  }

  /** {@link StatementParser#blockEnd}. */
  int end(List<Stmt> body) {
    return statements.blockEnd(body);
  }

  void colon() {
    if (lexer.kind == COLON) {
      lexer.next();
    } else if (lexer.kind == NEWLINE) {
      problems.add(lexer.start, lexer.start, "expected ':'");
    } else {
      throw lexer.unexpected();
    }
  }

  /** The colon behind a word or a head that nothing else can follow. */
  void certainColon() {
    if (lexer.kind != COLON && lexer.kind != NEWLINE) {
      throw lexer.unexpected("expected ':'");
    }
    colon();
  }

  List<Stmt> orelse(String what) {
    if (lexer.kind != ELSE) {
      return List.of();
    }
    int start = lexer.start;
    lexer.next();
    certainColon();
    return block(start, what);
  }
}
