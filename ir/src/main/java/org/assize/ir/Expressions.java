package org.assize.ir;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lowers expressions to values. */
final class Expressions {
  private final BodyLowering in;
  private final Code code;

  Expressions(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  /** Adds what an expression does, and returns its value. */
  int value(Expr expression) {
    return switch (expression) {
      case Expr.Name e -> in.read(e.id(), e);
      case Expr.Str e -> in.constant(new Literal.Text(e.value()), e);
      case Expr.Bytes e -> in.constant(new Literal.Bytes(e.value()), e);
      case Expr.Int e -> in.constant(new Literal.Whole(BigInteger.valueOf(e.value())), e);
      case Expr.BigInt e -> in.constant(new Literal.Whole(e.value()), e);
      case Expr.Real e -> in.constant(new Literal.Real(e.value()), e);
      case Expr.Imaginary e -> in.constant(new Literal.Imaginary(e.value()), e);
      case Expr.Bool e -> in.constant(new Literal.Truth(e.value()), e);
      case Expr.None e -> in.constant(Literal.Single.NONE, e);
      case Expr.Ellipsis e -> in.constant(Literal.Single.ELLIPSIS, e);
      case Expr.Attribute e -> in.emit(Op.ATTR, in.name(e.attribute()), e, value(e.value()));
      case Expr.Subscript e -> {
        int object = value(e.value());
        yield in.emit(Op.ITEM, 0, e, object, value(e.index()));
      }
      case Expr.Call e -> call(e);
      case Expr.BinOp e -> {
        int left = value(e.left());
        yield in.emit(Op.BINARY, Ordinals.of(e.op()), e, left, value(e.right()));
      }
      case Expr.UnaryOp e -> in.emit(Op.UNARY, Ordinals.of(e.op()), e, value(e.operand()));
      case Expr.Compare e when e.ops().size() == 1 -> {
        int left = value(e.left());
        int right = value(e.comparators().get(0));
        yield in.emit(Op.COMPARE, Ordinals.of(e.ops().get(0)), e, left, right);
      }
      case Expr.Compare e -> in.conditions.chain(e);
      case Expr.BoolOp e -> in.conditions.shortCircuit(e);
      case Expr.IfExp e -> in.conditions.conditional(e);
      case Expr.NamedExpr e -> {
        int value = value(e.value());
        in.write(e.target().id(), value, e);
        yield value;
      }
      case Expr.Lambda e -> in.definitions.lambda(e);
      case Expr.Tuple e -> display(Op.TUPLE, e, e.elements());
      case Expr.ListExpr e -> display(Op.LIST, e, e.elements());
      case Expr.SetExpr e -> display(Op.SET, e, e.elements());
      case Expr.Dict e -> dict(e);
      case Expr.ListComp e -> in.comprehensions.list(e);
      case Expr.SetComp e -> in.comprehensions.set(e);
      case Expr.DictComp e -> in.comprehensions.dict(e);
      case Expr.GeneratorExp e -> in.comprehensions.generator(e);
      case Expr.Await e -> in.emit(Op.AWAIT, 0, e, value(e.value()));
      case Expr.Yield e -> {
        in.generator = true;
        yield in.emit(Op.YIELD, 0, e, valueOrNone(e.value(), e));
      }
      case Expr.YieldFrom e -> {
        in.generator = true;
        yield in.emit(Op.YIELD_FROM, 0, e, value(e.value()));
      }
      case Expr.JoinedStr e -> parts(Op.JOIN, e, e.values());
      case Expr.TemplateStr e -> parts(Op.TEMPLATE, e, e.values());
      case Expr.FormattedValue e -> format(e, e.value(), e.conversion(), e.formatSpec());
      case Expr.Interpolation e -> format(e, e.value(), e.conversion(), e.formatSpec());
      case Expr.Starred e -> value(e.value());
      case Expr.Slice e -> slice(e);
      case Expr.Backticks e -> in.callBuiltin("repr", e, value(e.value()));
    };
  }

  /** Returns the value of an expression, or {@code None} for an absent one. */
  int valueOrNone(@Nullable Expr expression, Node place) {
    return expression == null ? in.constant(Literal.Single.NONE, place) : value(expression);
  }

  /** Adds the elements as operands; they wait on the stack while the rest is evaluated. */
  private int display(Op op, Node place, List<Expr> elements) {
    int mark = code.stack.size();
    List<Integer> starred = List.of();
    for (int i = 0; i < elements.size(); i++) {
      Expr element = elements.get(i);
      code.stack.add(value(element));
      if (element instanceof Expr.Starred) {
        starred = starred.isEmpty() ? new ArrayList<>() : starred;
        starred.add(i);
      }
    }
    int shape = starred.isEmpty() ? -1 : in.tables.displays.id(new Display(starred));
    return code.emitStacked(op, shape, place.start(), place.end(), mark);
  }

  private int dict(Expr.Dict e) {
    int mark = code.stack.size();
    for (int i = 0; i < e.values().size(); i++) {
      Expr key = e.keys().get(i);
      code.stack.add(key == null ? in.unbound() : value(key));
      code.stack.add(value(e.values().get(i)));
    }
    return code.emitStacked(Op.DICT, 0, e.start(), e.end(), mark);
  }

  private int call(Expr.Call e) {
    int mark = code.stack.size();
    code.stack.add(value(e.function()));
    arguments(e.args(), e.keywords());
    int shape = in.tables.calls.id(shape(e.args(), e.keywords()));
    return code.emitStacked(Op.CALL, shape, e.start(), e.end(), mark);
  }

  /** Puts arguments on the stack: the unnamed ones first, as Python evaluates them. */
  void arguments(List<Expr> args, List<Node.Keyword> keywords) {
    for (int i = 0; i < args.size(); i++) {
      code.stack.add(value(args.get(i)));
    }
    for (int i = 0; i < keywords.size(); i++) {
      code.stack.add(value(keywords.get(i).value()));
    }
  }

  private CallShape shape(List<Expr> args, List<Node.Keyword> keywords) {
    List<CallShape.Argument> arguments = new ArrayList<>(args.size() + keywords.size());
    for (Expr arg : args) {
      boolean star = arg instanceof Expr.Starred;
      arguments.add(star ? CallShape.Unnamed.STAR : CallShape.Unnamed.POSITIONAL);
    }
    for (Node.Keyword keyword : keywords) {
      String name = keyword.name();
      arguments.add(
          name == null
              ? CallShape.Unnamed.DOUBLE_STAR
              : new CallShape.Named(in.variables.mangle(name)));
    }
    return new CallShape(arguments, false);
  }

  private int parts(Op op, Node place, List<Expr> values) {
    int mark = code.stack.size();
    for (Expr value : values) {
      code.stack.add(value(value));
    }
    return code.emitStacked(op, 0, place.start(), place.end(), mark);
  }

  private int format(Node place, Expr expression, int conversion, Expr.@Nullable JoinedStr spec) {
    int value = value(expression);
    return spec == null
        ? in.emit(Op.FORMAT, conversion, place, value)
        : in.emit(Op.FORMAT, conversion, place, value, value(spec));
  }

  private int slice(Expr.Slice e) {
    int mark = code.stack.size();
    code.stack.add(valueOrNone(e.lower(), e));
    code.stack.add(valueOrNone(e.upper(), e));
    code.stack.add(valueOrNone(e.step(), e));
    return code.emitStacked(Op.SLICE, 0, e.start(), e.end(), mark);
  }

  /** Whether an expression, as a statement, does nothing. */
  static boolean isIdle(Expr expression) {
    return switch (expression) {
      case Expr.Str _, Expr.Bytes _, Expr.Int _, Expr.Real _, Expr.Bool _, Expr.None _ -> true;
      case Expr.Ellipsis _ -> true;
      case Expr.UnaryOp e -> e.op() != UnaryOperator.NOT && isIdle(e.operand());
      default -> false;
    };
  }
}
