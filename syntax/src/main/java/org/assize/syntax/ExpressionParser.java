package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.List;

/**
 * Parses expressions: operators by precedence climbing, so that a simple operand costs one call and
 * not one per level of the grammar.
 *
 * <p>Recursion is bounded in two ways: brackets by {@link Lexer#MAX_BRACKETS}, all other nesting by
 * {@link #MAX_DEPTH}. Chains that need no recursion ({@code a.b.c}, {@code 1 + 2 + 3}) are bounded
 * by {@link #MAX_CHAIN}, added up along a path of the tree.
 */
final class ExpressionParser {
  static final int MAX_DEPTH = 1000;
  static final int MAX_CHAIN = 20_000;

  /** A lambda in a default of a lambda needs several calls. */
  private static final int DEFAULT_WEIGHT = 7;

  private static final int OR_LEVEL = 1;
  private static final int AND_LEVEL = 2;
  private static final int NOT_LEVEL = 3;
  private static final int COMPARE_LEVEL = 4;
  static final int BITWISE_OR_LEVEL = 5;

  private static final byte[] LEVEL = levels();
  private static final boolean[] STARTS = starts();
  private static final Operator[] OPERATORS = operators();

  private final Lexer lexer;
  final Lists lists;
  final Problems problems;
  private final AtomParser atoms;
  private final CallParser calls;
  private final ParameterParser parameters;
  private int depth;
  private int chain;

  /** Where the expression starts that was read last. */
  private int lastExpression;

  ExpressionParser(Lexer lexer, Lists lists, Problems problems) {
    this.lexer = lexer;
    this.lists = lists;
    this.problems = problems;
    this.atoms = new AtomParser(lexer, this);
    this.calls = new CallParser(lexer, this);
    this.parameters = new ParameterParser(lexer, this);
  }

  Expr atom() {
    return atoms.atom();
  }

  CallParser calls() {
    return calls;
  }

  ParameterParser parameters() {
    return parameters;
  }

  /** Forgets the depth of a statement that was given up. */
  void restart() {
    depth = 0;
    chain = 0;
  }

  private static byte[] levels() {
    byte[] levels = new byte[KINDS];
    levels[OR] = OR_LEVEL;
    levels[AND] = AND_LEVEL;
    for (int kind :
        new int[] {EQ_EQ, Token.NOT_EQ, LESS, LESS_EQ, GREATER, GREATER_EQ, IN, IS, NOT}) {
      levels[kind] = COMPARE_LEVEL;
    }
    levels[VBAR] = BITWISE_OR_LEVEL;
    levels[CIRCUMFLEX] = 6;
    levels[AMPER] = 7;
    levels[LEFT_SHIFT] = 8;
    levels[RIGHT_SHIFT] = 8;
    levels[PLUS] = 9;
    levels[MINUS] = 9;
    for (int kind : new int[] {STAR, SLASH, DOUBLE_SLASH, PERCENT, AT}) {
      levels[kind] = 10;
    }
    return levels;
  }

  private static boolean[] starts() {
    boolean[] starts = new boolean[KINDS];
    int[] kinds = {
      NAME,
      NUMBER,
      STRING,
      FSTRING,
      LPAR,
      LSQB,
      LBRACE,
      Token.ELLIPSIS,
      BACKTICK,
      TILDE,
      PLUS,
      MINUS,
      FALSE,
      Token.NONE,
      TRUE,
      AWAIT,
      LAMBDA,
      NOT
    };
    for (int kind : kinds) {
      starts[kind] = true;
    }
    return starts;
  }

  private static Operator[] operators() {
    Operator[] operators = new Operator[DOUBLE_STAR + 1];
    operators[VBAR] = Operator.BIT_OR;
    operators[CIRCUMFLEX] = Operator.BIT_XOR;
    operators[AMPER] = Operator.BIT_AND;
    operators[LEFT_SHIFT] = Operator.L_SHIFT;
    operators[RIGHT_SHIFT] = Operator.R_SHIFT;
    operators[PLUS] = Operator.ADD;
    operators[MINUS] = Operator.SUB;
    operators[STAR] = Operator.MULT;
    operators[SLASH] = Operator.DIV;
    operators[DOUBLE_SLASH] = Operator.FLOOR_DIV;
    operators[PERCENT] = Operator.MOD;
    operators[AT] = Operator.MAT_MULT;
    operators[DOUBLE_STAR] = Operator.POW;
    return operators;
  }

  static Operator augmented(int kind) {
    return OPERATORS[kind - AUGMENTED];
  }

  /** Whether a token can start an expression without a star. */
  static boolean startsExpression(int kind) {
    return STARTS[kind];
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw lexer.failure(lexer.start, lexer.end, "too many nested expressions");
    }
  }

  void leave() {
    depth--;
  }

  /** Counts a nesting that takes as much stack as so many others. */
  void enter(int weight) {
    depth += weight - 1;
    enter();
  }

  void leave(int weight) {
    depth -= weight;
  }

  /** Starts a chain on top of the atom just read. */
  int enterChainKeeping() {
    return chain;
  }

  void leaveChain(int outer, int steps) {
    int height = chain + steps;
    if (height > MAX_CHAIN) {
      throw lexer.failure(lexer.start, lexer.end, "expression is too long a chain");
    }
    chain = Math.max(outer, height);
  }

  void expect(int kind) {
    if (lexer.kind != kind) {
      throw lexer.brackets > 0 && STARTS[lexer.kind]
          ? missingComma()
          : lexer.unexpected("invalid syntax");
    }
    lexer.next();
  }

  /** Returns the failure of an expression that follows another. */
  SyntaxFailure missingComma() {
    return lexer.failure(
        lastExpression, lexer.end, "invalid syntax. Perhaps you forgot a comma?");
  }

  void expect(int kind, String message) {
    if (lexer.kind != kind) {
      throw lexer.unexpected(message);
    }
    lexer.next();
  }

  // Lists of expressions.

  /** {@code star_expressions}: a tuple if there is a comma. */
  Expr starExpressions() {
    int start = lexer.start;
    Expr first = starExpression();
    if (lexer.kind != COMMA) {
      return first;
    }
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!STARTS[lexer.kind] && lexer.kind != STAR) {
        break;
      }
      lists.push(starExpression());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  /** A tuple without parentheses whose first element is read already; a comma is next. */
  Expr tupleFrom(int start, Expr first) {
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!STARTS[lexer.kind]) {
        break;
      }
      lists.push(expression());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }

  /** The target behind {@code as} of a {@code with}. */
  Expr withTarget() {
    Expr target = forTarget();
    TargetCheck.assignable(target, lexer.dialect);
    return target;
  }

  Expr starExpression() {
    return lexer.kind == STAR ? starred() : expression();
  }

  /** {@code star_named_expression}: an element of a display. */
  Expr starNamed() {
    return lexer.kind == STAR ? starred() : named();
  }

  private Expr starred() {
    int start = lexer.start;
    lexer.next();
    Expr value = binary(BITWISE_OR_LEVEL);
    return new Expr.Starred(start, lexer.prevEnd, value);
  }

  Expr yieldOrStarExpressions() {
    return lexer.kind == YIELD ? yieldExpression() : starExpressions();
  }

  Expr yieldExpression() {
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == FROM) {
      problems.since(3, lexer.start, lexer.end);
      lexer.next();
      Expr value = expression();
      return new Expr.YieldFrom(start, lexer.prevEnd, value);
    }
    if (!STARTS[lexer.kind] && lexer.kind != STAR) {
      return new Expr.Yield(start, lexer.prevEnd, null);
    }
    Expr value = starExpressions();
    starsSince(8, value, start);
    return new Expr.Yield(start, lexer.prevEnd, value);
  }

  /** Notes a star in a tuple without parentheses, which a statement takes since 3.{@code minor}. */
  void starsSince(int minor, Expr value, int start) {
    if (lexer.dialect.has(minor) || !(value instanceof Expr.Tuple tuple)) {
      return;
    }
    boolean starred = tuple.elements().stream().anyMatch(Expr.Starred.class::isInstance);
    if (starred && lexer.buffer[tuple.start()] != '(') {
      problems.since(minor, start, lexer.prevEnd);
    }
  }

  /** The targets of {@code for}: no comparison, so that {@code in} is left. */
  Expr forTargets() {
    int start = lexer.start;
    Expr first = forTarget();
    Expr target = first;
    if (lexer.kind == COMMA) {
      int mark = lists.mark();
      lists.push(first);
      while (lexer.kind == COMMA) {
        lexer.next();
        if (!STARTS[lexer.kind] && lexer.kind != STAR) {
          break;
        }
        lists.push(forTarget());
      }
      List<Expr> elements = lists.take(mark);
      target = new Expr.Tuple(start, lexer.prevEnd, elements);
    }
    if (lexer.kind == IN) {
      TargetCheck.assignable(target, lexer.dialect);
    }
    return target;
  }

  private Expr forTarget() {
    return lexer.kind == STAR ? starred() : binary(BITWISE_OR_LEVEL);
  }

  // Expressions.

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
    enter();
    lexer.next();
    Expr test = binary(OR_LEVEL);
    if (lexer.kind != ELSE) {
      throw lexer.kind == COLON
          ? lexer.unexpected()
          : lexer.unexpected(start, lexer.prevEnd, "expected 'else' after 'if' expression");
    }
    lexer.next();
    Expr orelse = expression();
    leave();
    return new Expr.IfExp(start, lexer.prevEnd, test, body, orelse);
  }

  private Expr lambda() {
    return lambda(true);
  }

  /** {@code test_nocond} of the grammars before 3.9: no conditional, not even in a lambda. */
  private Expr unconditional() {
    return lexer.kind == LAMBDA ? lambda(false) : disjunction();
  }

  private Expr lambda(boolean conditional) {
    enter();
    int start = lexer.start;
    if (lexer.brackets == lexer.fieldBrackets) {
      throw lexer.failure(
          start, lexer.end, "f-string: lambda expressions are not allowed without parentheses");
    }
    lexer.next();
    enter(DEFAULT_WEIGHT);
    Node.Parameters declared = parameters.lambda();
    leave(DEFAULT_WEIGHT);
    expect(COLON);
    Expr body = conditional ? expression() : unconditional();
    leave();
    return new Expr.Lambda(start, lexer.prevEnd, declared, body);
  }

  /** Parses operators of this level and above. */
  Expr binary(int level) {
    int start = lexer.start;
    int outer = chain;
    chain = 0;
    Expr left = prefix(level);
    int found = LEVEL[lexer.kind];
    if (found < level) {
      chain = Math.max(outer, chain);
      return left;
    }
    int steps = 0;
    do {
      left = infix(start, left, found);
      if (++steps > MAX_CHAIN) {
        leaveChain(outer, steps);
      }
      found = LEVEL[lexer.kind];
    } while (found >= level);
    leaveChain(outer, steps);
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
      return new Expr.BinOp(start, lexer.prevEnd, left, OPERATORS[kind], right);
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
    if (LEVEL[lexer.kind] != COMPARE_LEVEL) {
      return new Expr.Compare(start, lexer.prevEnd, left, List.of(op), List.of(right));
    }
    int mark = lists.mark();
    Lists ops = new Lists();
    ops.push(op);
    lists.push(right);
    do {
      ops.push(comparator());
      lists.push(binary(COMPARE_LEVEL + 1));
    } while (LEVEL[lexer.kind] == COMPARE_LEVEL);
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
    enter();
    int start = lexer.start;
    lexer.next();
    Expr operand = binary(NOT_LEVEL);
    leave();
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
    enter();
    int start = lexer.start;
    lexer.next();
    Expr operand = factor();
    leave();
    return new Expr.UnaryOp(start, lexer.prevEnd, op, operand);
  }

  private Expr power() {
    int start = lexer.start;
    Expr base = lexer.kind == AWAIT ? await() : primary();
    if (lexer.kind != DOUBLE_STAR) {
      return base;
    }
    enter();
    lexer.next();
    Expr exponent = factor();
    leave();
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

  // Comprehensions.

  boolean atComprehension() {
    return lexer.kind == FOR || (lexer.kind == ASYNC && lexer.followedBy("for"));
  }

  /** The {@code for} and {@code if} clauses of a comprehension, at least one {@code for}. */
  List<Node.Comprehension> comprehensions(boolean inList) {
    int mark = lists.mark();
    while (atComprehension()) {
      lists.push(comprehension(inList));
    }
    return lists.take(mark);
  }

  private Node.Comprehension comprehension(boolean inList) {
    int start = lexer.start;
    boolean isAsync = lexer.kind == ASYNC;
    if (isAsync) {
      problems.since(6, start, lexer.end);
      lexer.next();
    }
    lexer.next();
    Expr target = forTargets();
    expect(IN);
    Expr iter = inList && lexer.dialect.python2() ? oldIterable() : disjunction();
    int mark = lists.mark();
    while (lexer.kind == IF) {
      lexer.next();
      boolean old = lexer.dialect.python2() || !lexer.dialect.has(9);
      lists.push(old ? unconditional() : disjunction());
    }
    List<Expr> ifs = lists.take(mark);
    return new Node.Comprehension(start, lexer.prevEnd, target, iter, ifs, isAsync);
  }

  /** Python 2: {@code [x for x in 1, 2]}. */
  private Expr oldIterable() {
    int start = lexer.start;
    Expr first = unconditional();
    if (lexer.kind != COMMA) {
      return first;
    }
    int mark = lists.mark();
    lists.push(first);
    while (lexer.kind == COMMA) {
      lexer.next();
      if (!STARTS[lexer.kind]) {
        break;
      }
      lists.push(unconditional());
    }
    List<Expr> elements = lists.take(mark);
    return new Expr.Tuple(start, lexer.prevEnd, elements);
  }
}
