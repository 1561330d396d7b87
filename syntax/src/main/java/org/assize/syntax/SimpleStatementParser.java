package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses statements that hold no other statement. */
final class SimpleStatementParser {
  /** The features that {@code __future__} has had (library reference, "__future__"). */
  private static final Set<String> FEATURES =
      Set.of(
          "nested_scopes",
          "generators",
          "division",
          "absolute_import",
          "with_statement",
          "print_function",
          "unicode_literals",
          "barry_as_FLUFL",
          "generator_stop",
          "annotations");

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;
  private final Lists lists;

  /** Whether {@code print} is a name although the text is Python 2. */
  private boolean printFunction;

  SimpleStatementParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
    this.lists = expressions.lists;
  }

  /** Parses one statement up to its semicolon or line end. */
  Stmt simple() {
    int start = lexer.start;
    return switch (lexer.kind) {
      case NAME -> named();
      case RETURN -> returned();
      case IMPORT -> imported();
      case FROM -> importFrom();
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
        Stmt print = printFunction ? null : print();
        yield print != null ? print : expression();
      }
      case ID_EXEC -> {
        Stmt exec = exec();
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
    Expr e = expressions.yieldOrStarExpressions();
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
    Expr value = expressions.yieldOrStarExpressions();
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
      value = expressions.yieldOrStarExpressions();
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
    Operator op = ExpressionParser.augmented(lexer.kind);
    if (op == Operator.MAT_MULT) {
      problems.since(5, lexer.start, lexer.end);
    }
    lexer.next();
    Expr value = expressions.yieldOrStarExpressions();
    expressions.starsSince(9, value, start);
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
      value = expressions.yieldOrStarExpressions();
      expressions.starsSince(8, value, start);
    }
    boolean simple = target instanceof Expr.Name && firstKind != LPAR;
    return new Stmt.AnnAssign(start, lexer.prevEnd, target, annotation, value, simple);
  }

  private @Nullable Stmt typeAlias() {
    int start = lexer.start;
    Lexer.Mark mark = lexer.mark();
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

  private boolean atEnd() {
    return lexer.kind == NEWLINE || lexer.kind == SEMI || lexer.kind == EOF;
  }

  private Stmt returned() {
    int start = lexer.start;
    lexer.next();
    if (atEnd()) {
      return new Stmt.Return(start, lexer.prevEnd, null);
    }
    Expr value = expressions.starExpressions();
    expressions.starsSince(8, value, start);
    return new Stmt.Return(start, lexer.prevEnd, value);
  }

  private Stmt raised() {
    int start = lexer.start;
    lexer.next();
    if (atEnd()) {
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
      Expr target = expressions.binary(ExpressionParser.BITWISE_OR_LEVEL);
      TargetCheck.deletable(target);
      lists.push(target);
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    } while (!atEnd());
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
      names.add(name());
    } while (lexer.kind == COMMA);
    return List.copyOf(names);
  }

  private String name() {
    if (lexer.kind != NAME) {
      throw lexer.unexpected();
    }
    String name = lexer.names.string(lexer.nameId);
    lexer.next();
    return name;
  }

  // Imports.

  private Stmt imported() {
    int start = lexer.start;
    int mark = lists.mark();
    do {
      lexer.next();
      int from = lexer.start;
      String name = dotted();
      String as = as();
      lists.push(new Node.Alias(from, lexer.prevEnd, name, as));
    } while (lexer.kind == COMMA);
    List<Node.Alias> names = lists.take(mark);
    return new Stmt.Import(start, lexer.prevEnd, names);
  }

  private String dotted() {
    String first = name();
    if (lexer.kind != DOT) {
      return first;
    }
    StringBuilder all = new StringBuilder(first);
    while (lexer.kind == DOT) {
      lexer.next();
      all.append('.').append(name());
    }
    return lexer.names.share(all.toString());
  }

  private @Nullable String as() {
    if (lexer.kind != AS) {
      return null;
    }
    lexer.next();
    return name();
  }

  private Stmt importFrom() {
    int start = lexer.start;
    lexer.next();
    int level = 0;
    while (lexer.kind == DOT || lexer.kind == Token.ELLIPSIS) {
      level += lexer.end - lexer.start;
      lexer.next();
    }
    String module = level > 0 && lexer.kind == IMPORT ? null : dotted();
    if (lexer.kind != IMPORT) {
      throw lexer.unexpected();
    }
    lexer.next();
    List<Node.Alias> names = importedNames();
    if ("__future__".equals(module)) {
      printFunction |= names.stream().anyMatch(a -> a.name().equals("print_function"));
      names.forEach(this::checkFeature);
    }
    return new Stmt.ImportFrom(start, lexer.prevEnd, module, names, level);
  }

  private void checkFeature(Node.Alias feature) {
    String name = feature.name();
    if (!FEATURES.contains(name)) {
      String message =
          name.equals("braces") ? "not a chance" : "future feature " + name + " is not defined";
      problems.refusedSince(14, feature.start(), feature.end(), message);
    }
  }

  private List<Node.Alias> importedNames() {
    int start = lexer.start;
    if (lexer.kind == STAR) {
      lexer.next();
      return List.of(new Node.Alias(start, lexer.prevEnd, "*", null));
    }
    boolean parenthesised = lexer.kind == LPAR;
    if (parenthesised) {
      lexer.next();
    }
    int mark = lists.mark();
    while (true) {
      int from = lexer.start;
      if (lexer.kind == NEWLINE) {
        throw lexer.unexpected(
            lists.since(mark) == 0
                ? "Expected one or more names after 'import'"
                : "trailing comma not allowed without surrounding parentheses");
      }
      String name = name();
      String as = as();
      lists.push(new Node.Alias(from, lexer.prevEnd, name, as));
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
      if (parenthesised && lexer.kind == RPAR) {
        break;
      }
    }
    List<Node.Alias> names = lists.take(mark);
    if (parenthesised) {
      expressions.expect(RPAR);
    }
    return names;
  }

  // Python 2.

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

  private @Nullable Stmt print() {
    int start = lexer.start;
    Lexer.Mark mark = lexer.mark();
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
      if (atEnd()) {
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
    while (!atEnd()) {
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

  private @Nullable Stmt exec() {
    int start = lexer.start;
    Lexer.Mark mark = lexer.mark();
    lexer.next();
    boolean statement =
        lexer.dialect.python2() ? ExpressionParser.startsExpression(lexer.kind) : atOperand();
    if (!statement) {
      lexer.reset(mark);
      return null;
    }
    Expr code = expressions.binary(ExpressionParser.BITWISE_OR_LEVEL);
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
