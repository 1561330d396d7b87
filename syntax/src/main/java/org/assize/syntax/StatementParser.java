package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;

/** Parses sequences of statements, and goes on behind one that is broken. */
final class StatementParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final SimpleStatementParser simple;
  private final CompoundParser compound;
  private final Recovery recovery;
  private final Problems problems;
  private final Lists statements = new Lists();

  /** Where the last statement line ended, a final semicolon included. */
  private int lineEnd;

  StatementParser(Lexer lexer, Problems problems) {
    this.lexer = lexer;
    this.problems = problems;
    this.expressions = new ExpressionParser(lexer, new Lists(), problems);
    this.simple = new SimpleStatementParser(lexer, expressions);
    this.compound = new CompoundParser(lexer, expressions, new Blocks(lexer, this, problems));
    this.recovery = new Recovery(lexer);
  }

  /** Parses the whole text. */
  List<Stmt> file() {
    lexer.next();
    int mark = statements.mark();
    while (lexer.kind != EOF) {
      if (lexer.kind == DEDENT) {
        lexer.next();
      } else {
        statement();
      }
    }
    return statements.take(mark);
  }

  /** Parses statements up to the end of the block, whose first token is current. */
  private List<Stmt> indented() {
    int mark = statements.mark();
    while (lexer.kind != DEDENT && lexer.kind != EOF) {
      statement();
    }
    if (lexer.kind == DEDENT) {
      lexer.next();
    }
    return statements.take(mark);
  }

  /**
   * Parses what follows the colon of a compound statement: a block, or statements on the same line.
   *
   * @param header where the statement starts
   * @param what how CPython names it in its message
   */
  List<Stmt> block(int header, String what) {
    if (lexer.kind != NEWLINE) {
      int mark = statements.mark();
      line();
      return statements.take(mark);
    }
    int end = lexer.start;
    lexer.next();
    if (lexer.kind != INDENT) {
      problems.add(
          lexer.start,
          lexer.end,
          lexer.dialect.has(10)
              ? "expected an indented block after " + what + " on line " + lexer.lineAt(header)
              : "expected an indented block");
      return List.of(new Stmt.Bad(end, end, List.of()));
    }
    lexer.next();
    return indented();
  }

  /** Parses one logical line or one compound statement and pushes what it gives. */
  private void statement() {
    if (lexer.kind == NEWLINE) {
      lexer.next();
      return;
    }
    if (lexer.kind == INDENT) {
      unexpectedIndent();
      return;
    }
    int start = lexer.start;
    int mark = statements.mark();
    int kind = lexer.kind;
    try {
      expressions.depth().restart();
      Stmt s = compound.compound();
      if (s != null) {
        statements.push(s);
      } else {
        line();
      }
    } catch (SyntaxFailure failure) {
      // Statements of this line that were complete stay.
      int from = start;
      if (statements.since(mark) > 0 && statements.at(statements.mark() - 1) instanceof Stmt last) {
        from = Math.max(from, last.end());
      }
      statements.push(bad(Math.min(from, failure.start), from, kind, failure));
    }
  }

  /**
   * Returns where a compound statement ends that has just read a block: from 3.9 on a semicolon
   * behind the last statement counts.
   */
  int blockEnd(List<Stmt> body) {
    return lexer.dialect.has(9) ? Math.max(lineEnd, body.getLast().end()) : body.getLast().end();
  }

  private void unexpectedIndent() {
    int start = lexer.start;
    problems.add(start, start, "unexpected indent");
    lexer.next();
    List<Stmt> body = indented();
    int end = body.isEmpty() ? start : body.getLast().end();
    statements.push(new Stmt.Bad(start, end, body));
  }

  /** Parses {@code a; b; c} with the line end. */
  private void line() {
    while (true) {
      statements.push(simple.simple());
      if (lexer.kind == SEMI) {
        lexer.next();
        if (lexer.kind != NEWLINE) {
          continue;
        }
      }
      if (lexer.kind != NEWLINE) {
        throw lexer.unexpected();
      }
      lineEnd = lexer.prevEnd;
      lexer.next();
      return;
    }
  }

  /** Reports a failure, goes on at the end of its line and keeps the block below. */
  Stmt.Bad bad(int start, int scanFrom, int kind, SyntaxFailure failure) {
    expressions.depth().restart();
    int end = recovery.skip(scanFrom, failure, problems);
    List<Stmt> body = new ArrayList<>();
    end = Math.max(end, bodyBelow(body, end));
    if (opensBlock(kind)) {
      while (Recovery.continuesCompound(lexer.kind)) {
        end = Math.max(end, recovery.skipQuietly(lexer.start));
        end = Math.max(end, bodyBelow(body, end));
      }
    }
    return new Stmt.Bad(Math.min(start, end), end, List.copyOf(body));
  }

  private int bodyBelow(List<Stmt> body, int end) {
    if (lexer.kind == NEWLINE) {
      lexer.next();
    }
    if (lexer.kind != INDENT) {
      return end;
    }
    lexer.next();
    List<Stmt> found = indented();
    body.addAll(found);
    return found.isEmpty() ? end : found.getLast().end();
  }

  private static boolean opensBlock(int kind) {
    return switch (kind) {
      case IF, FOR, WHILE, TRY, WITH, ASYNC, ELIF, ELSE, EXCEPT, FINALLY -> true;
      default -> false;
    };
  }
}
