package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses statements that hold no other statement. */
final class SimpleStatementParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;
  private final ImportParser imports;
  private final Python2Parser python2;

  SimpleStatementParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
    this.imports = new ImportParser(lexer, expressions);
    this.python2 = new Python2Parser(lexer, expressions);
  }

  /** Parses one statement up to its semicolon or line end. */
  Stmt simple() {
    int start = lexer.start;
    return switch (lexer.kind) {
      case NAME -> named();
      case RETURN -> returned();
      case IMPORT -> imports.imported();
      case FROM -> imports.importFrom();
      case RAISE -> raised();
      case PASS -> {
        lexer.next();
        yield new Stmt.Pass(start, lexer.prevEnd);
      }
      case BREAK -> {
        lexer.next();
        yield new Stmt.Break(start, lexer.prevEnd);
      }
      case CONTINUE -> {
        lexer.next();
        yield new Stmt.Continue(start, lexer.prevEnd);
      }
      case DEL -> delete();
      case ASSERT -> asserted();
      case GLOBAL -> {
        List<String> names = names();
        yield new Stmt.Global(start, lexer.prevEnd, names);
      }
      case NONLOCAL -> {
        List<String> names = names();
        yield new Stmt.Nonlocal(start, lexer.prevEnd, names);
      }
      default -> expression();
    };
  }

  private Stmt named() {
    return switch (lexer.nameId) {
      case ID_PRINT -> {
        Stmt print = imports.printFunction() ? null : python2.print();
        yield print != null ? print : expression();
      }
      case ID_EXEC -> {
        Stmt exec = python2.exec();
        yield exec != null ? exec : expression();
      }
      case ID_TYPE -> {
        Stmt alias = typeAlias();
        yield alias != null ? alias : expression();
      }
      default -> expression();
    };
  }

  // Expressions and assignments.

  private Stmt expression() {
    int start = lexer.start;
    int firstKind = lexer.kind;
    Expr e = expressions.tuples().yieldOrStarExpressions();
    return switch (lexer.kind) {
      case NEWLINE, SEMI -> new Stmt.ExprStmt(start, lexer.prevEnd, e);
      case EQUAL -> assign(start, e);
      case COLON -> annotated(start, firstKind, e);
      default -> {
        int kind = lexer.kind;
        if (kind >= FIRST_AUGMENTED && kind <= LAST_AUGMENTED) {
          yield augmented(start, e);
        }
        yield new Stmt.ExprStmt(start, lexer.prevEnd, e);
      }
    };
  }

  private Stmt assign(int start, Expr first) {
    noYield(start, first);
    TargetCheck.assigned(first, lexer.dialect);
    lexer.next();
    int from = lexer.start;
    Expr value = expressions.tuples().yieldOrStarExpressions();
    if (lexer.kind != EQUAL) {
      return new Stmt.Assign(start, lexer.prevEnd, List.of(first), value);
    }
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == EQUAL) {
      noYield(from, value);
      TargetCheck.assignable(value, lexer.dialect);
      lists.push(value);
      lexer.next();
      from = lexer.start;
      value = expressions.tuples().yieldOrStarExpressions();
    }
    List<Expr> targets = lists.take(mark);
    return new Stmt.Assign(start, lexer.prevEnd, targets, value);
  }

  /** Fails for {@code yield = 1}; in parentheses it is no target like others. */
  private void noYield(int start, Expr target) {
    boolean yields = target instanceof Expr.Yield || target instanceof Expr.YieldFrom;
    if (yields && target.start() == start) {
      throw lexer.failure(start, target.end(), "assignment to yield expression not possible");
    }
  }

  private Stmt augmented(int start, Expr target) {
    TargetCheck.augmented(target);
    Operator op = Operators.augmented(lexer.kind);
    if (op == Operator.MAT_MULT) {
      problems.since(5, lexer.start, lexer.end);
    }
    lexer.next();
    Expr value = expressions.tuples().yieldOrStarExpressions();
    expressions.tuples().starsSince(9, value, start);
    return new Stmt.AugAssign(start, lexer.prevEnd, target, op, value);
  }

  private Stmt annotated(int start, int firstKind, Expr target) {
    TargetCheck.annotated(target);
    if (firstKind == LPAR && lexer.dialect.has(9)) {
      TargetCheck.annotatedBehindGroup(start, target);
    }
    problems.since(6, lexer.start, lexer.end);
    lexer.next();
    Expr annotation = expressions.expression();
    Expr value = null;
    if (lexer.kind == EQUAL) {
      lexer.next();
      value = expressions.tuples().yieldOrStarExpressions();
      expressions.tuples().starsSince(8, value, start);
    }
    boolean simple = target instanceof Expr.Name && firstKind != LPAR;
    return new Stmt.AnnAssign(start, lexer.prevEnd, target, annotation, value, simple);
  }

  private @Nullable Stmt typeAlias() {
    int start = lexer.start;
    TokenState.Mark mark = lexer.mark();
    lexer.next();
    if (lexer.kind != NAME) {
      lexer.reset(mark);
      return null;
    }
    problems.since(12, start, lexer.prevEnd);
    Expr.Name name = new Expr.Name(lexer.start, lexer.end, lexer.names.string(lexer.nameId));
    lexer.next();
    List<Node.TypeParam> parameters = expressions.parameters().typeParameters();
    expressions.expect(EQUAL);
    Expr value = expressions.expression();
    return new Stmt.TypeAlias(start, lexer.prevEnd, name, parameters, value);
  }

  // Keywords.

  private Stmt returned() {
    int start = lexer.start;
    lexer.next();
    if (lexer.atEnd()) {
      return new Stmt.Return(start, lexer.prevEnd, null);
    }
    Expr value = expressions.tuples().starExpressions();
    expressions.tuples().starsSince(8, value, start);
    return new Stmt.Return(start, lexer.prevEnd, value);
  }

  private Stmt raised() {
    int start = lexer.start;
    lexer.next();
    if (lexer.atEnd()) {
      return new Stmt.Raise(start, lexer.prevEnd, null, null, List.of());
    }
    Expr exception = expressions.expression();
    Expr cause = null;
    List<Expr> legacy = List.of();
    if (lexer.kind == FROM) {
      lexer.next();
      cause = expressions.expression();
    } else if (lexer.kind == COMMA) {
      int comma = lexer.start;
      lexer.next();
      Expr value = expressions.expression();
      legacy = List.of(value);
      if (lexer.kind == COMMA) {
        lexer.next();
        legacy = List.of(value, expressions.expression());
      }
      problems.python2(comma, lexer.prevEnd, "invalid syntax");
    }
    return new Stmt.Raise(start, lexer.prevEnd, exception, cause, legacy);
  }

  private Stmt delete() {
    int start = lexer.start;
    lexer.next();
    int mark = lists.mark();
    do {
      Expr target = expressions.binary(Operators.BITWISE_OR_LEVEL);
      TargetCheck.deletable(target);
      lists.push(target);
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    } while (!lexer.atEnd());
    List<Expr> targets = lists.take(mark);
    return new Stmt.Delete(start, lexer.prevEnd, targets);
  }

  private Stmt asserted() {
    int start = lexer.start;
    lexer.next();
    Expr test = expressions.expression();
    Expr message = null;
    if (lexer.kind == COMMA) {
      lexer.next();
      message = expressions.expression();
    }
    return new Stmt.Assert(start, lexer.prevEnd, test, message);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(2);
    do {
      lexer.next();
      names.add(lexer.takeName());
    } while (lexer.kind == COMMA);
    return List.copyOf(names);
  }
}
