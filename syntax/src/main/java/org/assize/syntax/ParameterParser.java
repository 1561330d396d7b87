package org.assize.syntax;

import static org.assize.syntax.Token.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the parameters of functions and lambdas, and type parameters. */
final class ParameterParser {
  private final Lexer lexer;
  private final ExpressionParser expressions;
  private final Problems problems;

  ParameterParser(Lexer lexer, ExpressionParser expressions) {
    this.lexer = lexer;
    this.expressions = expressions;
    this.problems = expressions.problems;
  }

  /** Whether parameters may have annotations. */
  private enum Form {
    DEF,
    LAMBDA
  }

  /** The parameters of a {@code def} with their parentheses. */
  Node.Parameters def() {
    expressions.expect(LPAR, "expected '('");
    Node.Parameters found = parameters(RPAR, Form.DEF);
    expressions.expect(RPAR);
    return found;
  }

  /** The parameters of a lambda up to its colon. */
  Node.Parameters lambda() {
    return parameters(COLON, Form.LAMBDA);
  }

  /** What has been read of one list of parameters. */
  private static final class Read {
    List<Node.Parameter> posonly = List.of();
    final List<Node.Parameter> args = new ArrayList<>(4);
    final List<Node.Parameter> kwonly = new ArrayList<>(0);
    Node.@Nullable Parameter vararg;
    Node.@Nullable Parameter kwarg;
    boolean star;
    boolean slash;
  }

  private Node.Parameters parameters(int close, Form form) {
    int start = lexer.start;
    if (lexer.kind == close) {
      return new Node.Parameters(start, start, List.of(), List.of(), null, List.of(), null);
    }
    Read read = new Read();
    int end = start;
    while (lexer.kind != close) {
      one(read, close, form);
      end = lexer.prevEnd;
      if (lexer.kind != COMMA) {
        break;
      }
      int comma = lexer.start;
      lexer.next();
      if (lexer.kind == close && (read.star || read.kwarg != null)) {
        problems.since(6, comma, comma + 1);
      }
    }
    return new Node.Parameters(
        start,
        end,
        List.copyOf(read.posonly),
        List.copyOf(read.args),
        read.vararg,
        List.copyOf(read.kwonly),
        read.kwarg);
  }

  private void one(Read read, int close, Form form) {
    int start = lexer.start;
    if (read.kwarg != null) {
      throw lexer.unexpected("arguments cannot follow var-keyword argument");
    }
    switch (lexer.kind) {
      case SLASH -> slash(read);
      case STAR -> star(read, close, form);
      case DOUBLE_STAR -> {
        lexer.next();
        read.kwarg = parameter(start + 2, form, false);
        if (lexer.kind == EQUAL) {
          throw lexer.unexpected("var-keyword argument cannot have default value");
        }
      }
      case LPAR -> tuple(read, form);
      default -> {
        Node.Parameter p = parameter(start, form, true);
        (read.star ? read.kwonly : read.args).add(p);
        checkDefault(read, p);
      }
    }
  }

  private void checkDefault(Read read, Node.Parameter p) {
    if (read.star || p.defaultValue() != null) {
      return;
    }
    List<Node.Parameter> before = read.args.size() > 1 ? read.args : read.posonly;
    int index = read.args.size() > 1 ? read.args.size() - 2 : read.posonly.size() - 1;
    if (index >= 0 && before.get(index).defaultValue() != null) {
      problems.add(
          p.start(),
          p.end(),
          lexer.dialect.has(12)
              ? "parameter without a default follows parameter with a default"
              : "non-default argument follows default argument");
    }
  }

  private void slash(Read read) {
    problems.since(8, lexer.start, lexer.end);
    if (read.slash) {
      throw lexer.unexpected("/ may appear only once");
    }
    if (read.star) {
      throw lexer.unexpected("/ must be ahead of *");
    }
    if (read.args.isEmpty()) {
      throw lexer.unexpected("at least one argument must precede /");
    }
    read.slash = true;
    read.posonly = List.copyOf(read.args);
    read.args.clear();
    lexer.next();
  }

  private void star(Read read, int close, Form form) {
    if (read.star) {
      throw lexer.unexpected("* argument may appear only once");
    }
    read.star = true;
    int start = lexer.start;
    lexer.next();
    if (lexer.kind == COMMA) {
      TokenState.Mark here = lexer.mark();
      lexer.next();
      boolean named = lexer.kind != close && lexer.kind != DOUBLE_STAR;
      lexer.reset(here);
      if (!named) {
        throw lexer.failure(start, start + 1, "named arguments must follow bare *");
      }
      return;
    }
    if (lexer.kind == close) {
      throw lexer.failure(start, start + 1, "named arguments must follow bare *");
    }
    read.vararg = vararg(form);
    if (lexer.kind == EQUAL) {
      throw lexer.unexpected("var-positional argument cannot have default value");
    }
  }

  private Node.Parameter vararg(Form form) {
    int start = lexer.start;
    String name = name();
    Expr annotation = null;
    if (form == Form.DEF && lexer.kind == COLON) {
      lexer.next();
      if (lexer.kind == STAR) {
        problems.since(11, lexer.start, lexer.end);
      }
      annotation = expressions.tuples().starExpression();
    }
    return new Node.Parameter(start, lexer.prevEnd, name, annotation, null, null);
  }

  private String name() {
    if (lexer.kind != NAME) {
      if (lexer.dialect.python2() && lexer.kind == Token.NONE) {
        throw lexer.unexpected("cannot assign to None");
      }
      throw lexer.unexpected();
    }
    String name = lexer.names.string(lexer.nameId);
    if (name.equals("__debug__") && !lexer.dialect.has(9)) {
      problems.add(lexer.start, lexer.end, "cannot assign to __debug__");
    }
    lexer.next();
    return name;
  }

  private Node.Parameter parameter(int from, Form form, boolean defaultAllowed) {
    int start = defaultAllowed ? from : lexer.start;
    String name = name();
    Expr annotation = null;
    if (form == Form.DEF && lexer.kind == COLON) {
      lexer.next();
      annotation = expressions.expression();
    }
    int end = lexer.prevEnd;
    Expr value = defaultAllowed ? defaultValue() : null;
    return new Node.Parameter(start, end, name, annotation, value, null);
  }

  private @Nullable Expr defaultValue() {
    if (lexer.kind != EQUAL) {
      return null;
    }
    int equal = lexer.start;
    lexer.next();
    if (lexer.kind == COMMA || lexer.kind == RPAR) {
      throw lexer.failure(equal, equal + 1, "expected default value expression");
    }
    return expressions.expression();
  }

  /** Python 2: {@code def f(a, (b, c)=d)}. */
  private void tuple(Read read, Form form) {
    int start = lexer.start;
    String message =
        (form == Form.DEF ? "Function" : "Lambda expression")
            + " parameters cannot be parenthesized";
    Expr target = expressions.binary(Operators.BITWISE_OR_LEVEL);
    int end = lexer.prevEnd;
    if (!(target instanceof Expr.Tuple || target instanceof Expr.Name)) {
      throw lexer.failure(start, end, message);
    }
    TargetCheck.assignable(target, lexer.dialect);
    problems.python2(start, end, message);
    Expr value = defaultValue();
    if (target instanceof Expr.Name name) {
      read.args.add(new Node.Parameter(start, end, name.id(), null, value, null));
    } else {
      read.args.add(new Node.Parameter(start, end, "", null, value, target));
    }
  }

  // Type parameters.

  /** {@code [T, *Ts, **P]}, or an empty list. */
  List<Node.TypeParam> typeParameters() {
    if (lexer.kind != LSQB) {
      return List.of();
    }
    problems.since(12, lexer.start, lexer.end);
    lexer.next();
    if (lexer.kind == RSQB) {
      throw lexer.unexpected("Type parameter list cannot be empty");
    }
    List<Node.TypeParam> found = new ArrayList<>(2);
    while (lexer.kind != RSQB) {
      found.add(typeParameter());
      if (lexer.kind != COMMA) {
        break;
      }
      lexer.next();
    }
    expressions.expect(RSQB);
    return List.copyOf(found);
  }

  private Node.TypeParam typeParameter() {
    int start = lexer.start;
    Node.TypeParamKind kind =
        switch (lexer.kind) {
          case STAR -> Node.TypeParamKind.TYPE_VAR_TUPLE;
          case DOUBLE_STAR -> Node.TypeParamKind.PARAM_SPEC;
          default -> Node.TypeParamKind.TYPE_VAR;
        };
    if (kind != Node.TypeParamKind.TYPE_VAR) {
      lexer.next();
    }
    String name = name();
    Expr bound = null;
    if (lexer.kind == COLON) {
      if (kind != Node.TypeParamKind.TYPE_VAR) {
        throw lexer.unexpected(
            "cannot use bound with "
                + (kind == Node.TypeParamKind.PARAM_SPEC ? "ParamSpec" : "TypeVarTuple"));
      }
      lexer.next();
      bound = expressions.expression();
    }
    Expr value = null;
    if (lexer.kind == EQUAL) {
      problems.since(13, lexer.start, lexer.end);
      lexer.next();
      value =
          kind == Node.TypeParamKind.TYPE_VAR_TUPLE
              ? expressions.tuples().starExpression()
              : expressions.expression();
    }
    return new Node.TypeParam(start, lexer.prevEnd, kind, name, bound, value);
  }
}
