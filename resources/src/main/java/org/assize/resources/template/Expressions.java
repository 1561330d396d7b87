package org.assize.resources.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.assize.resources.template.Tokens.Kind;
import org.assize.resources.template.Tokens.Token;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions of Jinja and Django as Python's, by recursive descent. What does not fit ends
 * the expression; there are no errors.
 */
final class Expressions {
  private static final int MAX_DEPTH = 60;
  private static final Map<String, CompareOperator> COMPARISONS =
      Map.of(
          "==", CompareOperator.EQ,
          "!=", CompareOperator.NOT_EQ,
          "<", CompareOperator.LT,
          "<=", CompareOperator.LT_E,
          ">", CompareOperator.GT,
          ">=", CompareOperator.GT_E);
  private static final Map<String, Operator> SUMS =
      Map.of("+", Operator.ADD, "~", Operator.ADD, "-", Operator.SUB);
  private static final Map<String, Operator> PRODUCTS =
      Map.of("*", Operator.MULT, "/", Operator.DIV, "//", Operator.FLOOR_DIV, "%", Operator.MOD);

  /** Functions of engines whose results are addresses of the program, or of its own making. */
  private static final Set<String> OWN =
      Set.of("url_for", "url", "static", "csrf_token", "csrf_input", "range", "super", "lipsum");

  /** What engines tell of the innermost loop. */
  static final Set<String> LOOPS = Set.of("loop", "forloop");

  private static final Set<String> TRANSLATIONS = Set.of("_", "gettext", "ngettext", "pgettext");

  private final List<Token> tokens;
  private final Names names;
  private final Filters filters;
  private int at;
  private int depth;

  Expressions(List<Token> tokens, Names names, Filters filters) {
    this.tokens = tokens;
    this.names = names;
    this.filters = filters;
  }

  Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Takes a token if it is the next. */
  boolean takes(String sign) {
    boolean isNext = peek().is(sign);
    if (isNext) {
      take();
    }
    return isNext;
  }

  /** Takes a name if it is the next; else returns an empty text. */
  String takeName() {
    return peek().kind() == Kind.NAME ? take().text() : "";
  }

  /** Reads an expression, tuples without parentheses included. */
  Expr all() {
    Expr first = expression();
    if (!peek().is(",")) {
      return first;
    }
    List<Expr> elements = new ArrayList<>(List.of(first));
    while (takes(",") && peek().kind() != Kind.END) {
      elements.add(expression());
    }
    return new Expr.Tuple(first.start(), elements.getLast().end(), elements);
  }

  /** Reads one expression. */
  Expr expression() {
    if (++depth > MAX_DEPTH) {
      at = tokens.size() - 1;
    }
    Expr value = either();
    while (peek().is("if")) {
      take();
      Expr test = either();
      Expr other = takes("else") ? expression() : new Expr.Str(test.end(), test.end(), "", false);
      value = new Expr.IfExp(value.start(), other.end(), test, value, other);
    }
    depth--;
    return value;
  }

  private Expr either() {
    List<Expr> values = new ArrayList<>(List.of(both()));
    while (takes("or")) {
      values.add(both());
    }
    return joined(values, false);
  }

  private Expr both() {
    List<Expr> values = new ArrayList<>(List.of(negation()));
    while (takes("and")) {
      values.add(negation());
    }
    return joined(values, true);
  }

  private static Expr joined(List<Expr> values, boolean isAnd) {
    return values.size() == 1
        ? values.getFirst()
        : new Expr.BoolOp(values.getFirst().start(), values.getLast().end(), isAnd, values);
  }

  private Expr negation() {
    Token token = peek();
    if (takes("not")) {
      Expr operand = peek().kind() == Kind.END ? none(token) : negation();
      return new Expr.UnaryOp(token.start(), operand.end(), UnaryOperator.NOT, operand);
    }
    return comparison();
  }

  private Expr comparison() {
    Expr left = sum();
    while (true) {
      if (takes("is")) {
        left = test(left);
        continue;
      }
      CompareOperator op = comparisonSign();
      if (op == null) {
        return left;
      }
      Expr right = sum();
      left = new Expr.Compare(left.start(), right.end(), left, List.of(op), List.of(right));
    }
  }

  private @Nullable CompareOperator comparisonSign() {
    Token token = peek();
    if (token.kind() == Kind.TEXT) {
      return null;
    }
    if (takes("in")) {
      return CompareOperator.IN;
    }
    if (token.is("not") && tokens.get(Math.min(at + 1, tokens.size() - 1)).is("in")) {
      take();
      take();
      return CompareOperator.NOT_IN;
    }
    CompareOperator op = COMPARISONS.get(token.text());
    if (op != null) {
      take();
    }
    return op;
  }

  /** {@code x is defined}: what tests of engines say is not known. */
  private Expr test(Expr left) {
    takes("not");
    Token name = take();
    if (takes("(")) {
      arguments(new ArrayList<>(), new ArrayList<>());
    }
    return Library.call(left.start(), name.end(), Library.ENGINE, "test", List.of(left));
  }

  private Expr sum() {
    return chain(SUMS, this::product);
  }

  private Expr product() {
    return chain(PRODUCTS, this::unary);
  }

  /** Operators of one strength, the left first. */
  private Expr chain(Map<String, Operator> operators, Supplier<Expr> operand) {
    Expr left = operand.get();
    while (true) {
      Operator op = peek().kind() == Kind.SIGN ? operators.get(peek().text()) : null;
      if (op == null) {
        return left;
      }
      take();
      Expr right = operand.get();
      left = new Expr.BinOp(left.start(), right.end(), left, op, right);
    }
  }

  private Expr unary() {
    Token token = peek();
    if (takes("-") || takes("+")) {
      Expr operand = peek().kind() == Kind.END ? none(token) : unary();
      return new Expr.UnaryOp(token.start(), operand.end(), UnaryOperator.U_SUB, operand);
    }
    return filtered(postfix(atom()));
  }

  private Expr filtered(Expr value) {
    Expr result = value;
    while (takes("|")) {
      Token name = take();
      List<Expr> args = new ArrayList<>();
      if (takes("(")) {
        arguments(args, new ArrayList<>());
      } else if (takes(":")) {
        args.add(postfix(atom()));
      }
      result = filters.apply(result, name.text(), tokens.get(Math.max(0, at - 1)).end(), args);
    }
    return result;
  }

  private Expr postfix(Expr base) {
    Expr value = base;
    while (true) {
      if (takes(".")) {
        value = member(value, take());
      } else if (takes("[")) {
        Expr index = peek().is("]") || peek().is(":") ? none(peek()) : expression();
        while (!takes("]") && peek().kind() != Kind.END) {
          take();
        }
        value = new Expr.Subscript(value.start(), end(), value, index);
      } else if (takes("(")) {
        List<Expr> args = new ArrayList<>();
        List<Node.Keyword> keywords = new ArrayList<>();
        arguments(args, keywords);
        value = new Expr.Call(value.start(), end(), value, args, keywords);
      } else {
        return value;
      }
    }
  }

  private int end() {
    return tokens.get(Math.max(0, at - 1)).end();
  }

  private static Expr member(Expr value, Token name) {
    if (value instanceof Expr.Name n && LOOPS.contains(n.id())) {
      return new Expr.Int(value.start(), name.end(), 1); // how often it has run
    }
    return name.kind() == Kind.NUMBER
        ? new Expr.Subscript(value.start(), name.end(), value, number(name))
        : new Expr.Attribute(value.start(), name.end(), value, name.text());
  }

  private void arguments(List<Expr> args, List<Node.Keyword> keywords) {
    while (!takes(")") && peek().kind() != Kind.END) {
      Token first = peek();
      Token second = tokens.get(Math.min(at + 1, tokens.size() - 1));
      if (first.kind() == Kind.NAME && second.is("=")) {
        take();
        take();
        Expr value = expression();
        keywords.add(new Node.Keyword(first.start(), value.end(), first.text(), value));
      } else {
        while (takes("*") || takes("**")) {} // what is spread is taken as it is
        args.add(expression());
      }
      if (!takes(",") && !peek().is(")")) {
        take();
      }
    }
  }

  private Expr atom() {
    Token token = take();
    return switch (token.kind()) {
      case TEXT -> new Expr.Str(token.start(), token.end(), token.text(), false);
      case NUMBER -> number(token);
      case NAME -> name(token);
      case SIGN -> bracketed(token);
      case END -> none(token);
    };
  }

  private Expr name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Expr.Bool(token.start(), token.end(), true);
      case "false", "False" -> new Expr.Bool(token.start(), token.end(), false);
      case "none", "None" -> none(token);
      default ->
          names.isBound(token.text())
              ? names.read(token.text(), token.start(), token.end())
              : given(token);
    };
  }

  /** A name of the context, or a function of the engine that is called. */
  private Expr given(Token token) {
    boolean isCalled = peek().is("(");
    if (isCalled && (OWN.contains(token.text()) || TRANSLATIONS.contains(token.text()))) {
      take();
      List<Expr> args = new ArrayList<>();
      List<Node.Keyword> keywords = new ArrayList<>();
      arguments(args, keywords);
      keywords.forEach(k -> args.add(k.value()));
      String what = OWN.contains(token.text()) ? "own" : "translated";
      return Library.call(token.start(), end(), Library.ENGINE, what, args);
    }
    return names.read(token.text(), token.start(), token.end());
  }

  private Expr bracketed(Token open) {
    return switch (open.text()) {
      case "(" -> {
        Expr inner = peek().is(")") ? none(open) : all();
        takes(")");
        yield inner;
      }
      case "[" -> {
        List<Expr> elements = new ArrayList<>();
        while (!takes("]") && peek().kind() != Kind.END) {
          elements.add(expression());
          takes(",");
        }
        yield new Expr.ListExpr(open.start(), end(), elements);
      }
      case "{" -> dictionary(open);
      default -> none(open);
    };
  }

  private Expr dictionary(Token open) {
    List<@Nullable Expr> keys = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!takes("}") && peek().kind() != Kind.END) {
      Expr key = expression();
      if (takes(":")) {
        keys.add(key);
        values.add(expression());
      }
      if (!takes(",") && !peek().is("}")) {
        take();
      }
    }
    return new Expr.Dict(open.start(), end(), keys, values);
  }

  private static Expr number(Token token) {
    return token.text().length() > 9
        ? new Expr.Real(token.start(), token.end(), 0)
        : new Expr.Int(token.start(), token.end(), Long.parseLong(token.text()));
  }

  private static Expr none(Token token) {
    return new Expr.None(token.start(), token.end());
  }
}
