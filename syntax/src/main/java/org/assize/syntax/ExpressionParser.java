package org.assize.syntax;

import static org.assize.syntax.Operators.COMPARE_LEVEL;
import static org.assize.syntax.Operators.NOT_LEVEL;
import static org.assize.syntax.Operators.OR_LEVEL;
import static org.assize.syntax.Token.*;

import java.util.List;

/**
 * Parses expressions: operators by precedence climbing, so that a simple operand costs one call and
 * not one per level of the grammar.
 *
 * <p>Recursion is bounded in two ways: brackets by {@link TokenState#MAX_BRACKETS}, all other
 * nesting by {@link Depth}.
 */
final class ExpressionParser {

  /** A lambda in a default of a lambda needs several calls. */
  private static final int DEFAULT_WEIGHT = 7;

  private final Lexer lexer;
  final Lists lists;
  final Problems problems;
  private final Depth depth;
  private final TupleParser tuples;
  private final ComprehensionParser comprehensions;
  private final AtomParser atoms;
  private final CallParser calls;
  private final ParameterParser parameters;

  /** Where the expression starts that was read last. */
  private int lastExpression;

  ExpressionParser(Lexer lexer, Lists lists, Problems problems) {
    this.lexer = lexer;
    this.lists = lists;
    this.problems = problems;
    this.depth = new Depth(lexer);
    this.tuples = new TupleParser(lexer, this);
    this.comprehensions = new ComprehensionParser(lexer, this);
    this.atoms = new AtomParser(lexer, this);
    this.calls = new CallParser(lexer, this);
    this.parameters = new ParameterParser(lexer, this);
  }

  Expr atom() {
    return atoms.atom();
  }

  Depth depth() {
    return depth;
  }

  TupleParser tuples() {
    return tuples;
  }

  ComprehensionParser comprehensions() {
    return comprehensions;
  }

  CallParser calls() {
    return calls;
  }

  ParameterParser parameters() {
    return parameters;
  }

  void expect(int kind) {
    expect(kind, "invalid syntax");
  }

  /** Takes the bracket that closes a list of expressions. */
  void close(int kind) {
    if (Operators.startsExpression(lexer.kind)) {
      throw missingComma();
    }
    expect(kind);
  }

  /** Returns the failure of an expression that follows another. */
  SyntaxFailure missingComma() {
    return lexer.failure(lastExpression, lexer.end, "invalid syntax. Perhaps you forgot a comma?");
  }

  void expect(int kind, String message) {
    if (lexer.kind != kind) {
      throw lexer.unexpected(message);
    }
    lexer.next();
  }

  /** {@code named_expression}: an expression or {@code name := expression}. */
  Expr named() {
    int start = lexer.start;
    int kind = lexer.kind;
    Expr e = expression();
    return lexer.kind == COLON_EQUAL ? walrus(start, kind, e) : e;
  }

  Expr walrus(int start, int firstKind, Expr target) {
    if (firstKind != NAME || !(target instanceof Expr.Name name)) {
      throw lexer.failure(
          start,
          lexer.prevEnd,
          "cannot use assignment expressions with " + TargetCheck.describe(target));
    }
    problems.since(8, lexer.start, lexer.end);
    lexer.next();
    Expr value = expression();
    return new Expr.NamedExpr(start, lexer.prevEnd, name, value);
  }

  /** {@code expression}: a conditional, a disjunction or a lambda. */
  Expr expression() {
    if (lexer.kind == LAMBDA) {
      return lambda();
    }
    int start = lexer.start;
    Expr body = binary(OR_LEVEL);
    if (lexer.kind == IF) {
      return conditional(start, body);
    }
    lastExpression = start;
    return body;
  }

  /** {@code disjunction}: neither conditional nor lambda. */
  Expr disjunction() {
    return binary(OR_LEVEL);
  }

  private Expr conditional(int start, Expr body) {
    depth.enter();
    lexer.next();
    Expr test = binary(OR_LEVEL);
    if (lexer.kind != ELSE) {
      throw lexer.kind == COLON
          ? lexer.unexpected()
          : lexer.unexpected(start, lexer.prevEnd, "expected 'else' after 'if' expression");
    }
    lexer.next();
    Expr orelse = expression();
    depth.leave();
    return new Expr.IfExp(start, lexer.prevEnd, test, body, orelse);
  }

  private Expr lambda() {
    return lambda(true);
  }

  /** {@code test_nocond} of the grammars before 3.9: no conditional, not even in a lambda. */
  Expr unconditional() {
    return lexer.kind == LAMBDA ? lambda(false) : disjunction();
  }

  private Expr lambda(boolean conditional) {
    depth.enter();
    int start = lexer.start;
    if (lexer.brackets == lexer.fieldBrackets) {
      throw lexer.failure(
          start, lexer.end, "f-string: lambda expressions are not allowed without parentheses");
    }
    lexer.next();
    depth.enter(DEFAULT_WEIGHT);
    Node.Parameters declared = parameters.lambda();
    depth.leave(DEFAULT_WEIGHT);
    expect(COLON);
    Expr body = conditional ? expression() : unconditional();
    depth.leave();
    return new Expr.Lambda(start, lexer.prevEnd, declared, body);
  }

  /** Parses operators of this level and above. */
  Expr binary(int level) {
    int start = lexer.start;
    int outer = depth.chain;
    depth.chain = 0;
    Expr left = prefix(level);
    int found = Operators.level(lexer.kind);
    if (found < level) {
      depth.chain = Math.max(outer, depth.chain);
      return left;
    }
    int steps = 0;
    do {
      left = infix(start, left, found);
      if (++steps > Depth.MAX_CHAIN) {
        depth.leaveChain(outer, steps);
      }
      found = Operators.level(lexer.kind);
    } while (found >= level);
    depth.leaveChain(outer, steps);
    return left;
  }

  private Expr infix(int start, Expr left, int level) {
    if (level > COMPARE_LEVEL) {
      int kind = lexer.kind;
      if (kind == AT) {
        problems.since(5, lexer.start, lexer.end);
      }
      lexer.next();
      Expr right = binary(level + 1);
      return new Expr.BinOp(start, lexer.prevEnd, left, Operators.of(kind), right);
    }
    return level == COMPARE_LEVEL ? comparison(start, left) : bool(start, left, level);
  }

  private Expr bool(int start, Expr left, int level) {
    int kind = lexer.kind;
    int mark = lists.mark();
    lists.push(left);
    while (lexer.kind == kind) {
      lexer.next();
      lists.push(binary(level + 1));
    }
    List<Expr> values = lists.take(mark);
    return new Expr.BoolOp(start, lexer.prevEnd, kind == AND, values);
  }

  private Expr comparison(int start, Expr left) {
    CompareOperator op = comparator();
    Expr right = binary(COMPARE_LEVEL + 1);
    if (Operators.level(lexer.kind) != COMPARE_LEVEL) {
      return new Expr.Compare(start, lexer.prevEnd, left, List.of(op), List.of(right));
    }
    int mark = lists.mark();
    Lists ops = new Lists();
    ops.push(op);
    lists.push(right);
    do {
      ops.push(comparator());
      lists.push(binary(COMPARE_LEVEL + 1));
    } while (Operators.level(lexer.kind) == COMPARE_LEVEL);
    List<Expr> comparators = lists.take(mark);
    return new Expr.Compare(start, lexer.prevEnd, left, ops.take(0), comparators);
  }

  private CompareOperator comparator() {
    int kind = lexer.kind;
    lexer.next();
    return switch (kind) {
      case EQ_EQ -> CompareOperator.EQ;
      case Token.NOT_EQ -> CompareOperator.NOT_EQ;
      case LESS -> CompareOperator.LT;
      case LESS_EQ -> CompareOperator.LT_E;
      case GREATER -> CompareOperator.GT;
      case GREATER_EQ -> CompareOperator.GT_E;
      case IN -> CompareOperator.IN;
      case IS -> {
        if (lexer.kind != NOT) {
          yield CompareOperator.IS;
        }
        lexer.next();
        yield CompareOperator.IS_NOT;
      }
      default -> {
        expect(IN);
        yield CompareOperator.NOT_IN;
      }
    };
  }

  private Expr prefix(int level) {
    return switch (lexer.kind) {
      case NOT -> not(level);
      case PLUS, MINUS, TILDE -> factor();
      default -> power();
    };
  }

  private Expr not(int level) {
    if (level > NOT_LEVEL) {
      throw lexer.unexpected();
    }
    depth.enter();
    int start = lexer.start;
    lexer.next();
    Expr operand = binary(NOT_LEVEL);
    depth.leave();
    return new Expr.UnaryOp(start, lexer.prevEnd, UnaryOperator.NOT, operand);
  }

  private Expr factor() {
    UnaryOperator op =
        switch (lexer.kind) {
          case PLUS -> UnaryOperator.U_ADD;
          case MINUS -> UnaryOperator.U_SUB;
          case TILDE -> UnaryOperator.INVERT;
          default -> null;
        };
    if (op == null) {
      return power();
    }
    depth.enter();
    int start = lexer.start;
    lexer.next();
    Expr operand = factor();
    depth.leave();
    return new Expr.UnaryOp(start, lexer.prevEnd, op, operand);
  }

  private Expr power() {
    int start = lexer.start;
    Expr base = lexer.kind == AWAIT ? await() : primary();
    if (lexer.kind != DOUBLE_STAR) {
      return base;
    }
    depth.enter();
    lexer.next();
    Expr exponent = factor();
    depth.leave();
    return new Expr.BinOp(start, lexer.prevEnd, base, Operator.POW, exponent);
  }

  private Expr await() {
    int start = lexer.start;
    problems.since(5, start, lexer.end);
    lexer.next();
    Expr value = primary();
    return new Expr.Await(start, lexer.prevEnd, value);
  }

  private Expr primary() {
    int start = lexer.start;
    Expr atom;
    if (lexer.kind == NAME) {
      atom = new Expr.Name(start, lexer.end, lexer.names.string(lexer.nameId));
      lexer.next();
    } else {
      atom = atoms.atom();
    }
    int kind = lexer.kind;
    return kind == DOT || kind == LPAR || kind == LSQB ? calls.trailers(start, atom) : atom;
  }
}
