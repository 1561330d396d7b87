package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/** Computes what instructions give when some values are chosen; only what is pure is computed. */
final class Dry {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_LEAVES = 1_000;

  private final FlowProgram program;
  private final Map<Ref, Concrete> chosen = new HashMap<>();

  /** What was computed with the values chosen now; unknown where it is being computed. */
  private final Map<Ref, Outcome> computed = new HashMap<>();

  Dry(FlowProgram program) {
    this.program = program;
  }

  /** Chooses what an instruction gives. */
  void choose(Ref at, Concrete value) {
    chosen.put(at, value);
    computed.clear();
  }

  /** Returns what an instruction gives. */
  Outcome of(Ref at) {
    return of(at, MAX_DEPTH);
  }

  private Outcome of(Ref at, int depth) {
    Concrete known = chosen.get(at);
    if (known != null) {
      return new Outcome.Value(known);
    }
    Outcome before = computed.putIfAbsent(at, Outcome.Unknown.UNKNOWN);
    if (before != null) {
      return before;
    }
    Outcome outcome = compute(at, depth);
    computed.put(at, outcome);
    return outcome;
  }

  private Outcome compute(Ref at, int depth) {
    Optional<Literal> constant = program.value(at).constant();
    if (constant.isPresent()) {
      return new Outcome.Value(new Concrete.Scalar(constant.get()));
    }
    Body body = program.body(at.body());
    int i = at.instruction();
    if (depth == 0 || body.operandCount(i) == 0) {
      return Outcome.Unknown.UNKNOWN;
    }
    if (body.op(i) == Op.SIGMA) {
      return of(new Ref(at.body(), body.operand(i, 0)), depth - 1);
    }
    return body.op(i) == Op.CALL ? call(at, body, depth) : operation(at, body, depth);
  }

  private Outcome operation(Ref at, Body body, int depth) {
    int i = at.instruction();
    boolean isSlice = body.op(i) == Op.ITEM && body.op(body.operand(i, 1)) == Op.SLICE;
    List<Integer> operands = new ArrayList<>();
    for (int k = 0; k < (isSlice ? 1 : body.operandCount(i)); k++) {
      operands.add(body.operand(i, k));
    }
    if (isSlice) {
      int slice = body.operand(i, 1);
      for (int k = 0; k < body.operandCount(slice); k++) {
        operands.add(body.operand(slice, k));
      }
    }
    Values values = values(at.body(), operands, depth);
    return values.failed().isPresent() ? values.failed().get() : operation(body, i, values.all());
  }

  private static Outcome operation(Body body, int i, List<Concrete> v) {
    return switch (body.op(i)) {
      case COMPARE -> Evaluator.compare(body.comparison(i), v.get(0), v.get(1));
      case UNARY -> Evaluator.unary(body.unaryOperator(i), v.get(0));
      case BINARY, IN_PLACE -> Evaluator.binary(body.operator(i), v.get(0), v.get(1));
      case ITEM ->
          v.size() == 4
              ? Evaluator.slice(v.get(0), v.get(1), v.get(2), v.get(3))
              : Evaluator.item(v.get(0), v.get(1));
      case FORMAT ->
          v.get(1) instanceof Concrete.Scalar(Literal.Text spec)
              ? Evaluator.format(v.get(0), body.arg(i), spec.value())
              : Outcome.Unknown.UNKNOWN;
      case JOIN -> Evaluator.method(Concrete.text(""), "join", List.of(Concrete.list(v)), Map.of());
      case TUPLE, LIST, SET ->
          body.arg(i) < 0 && leaves(v, 0) <= MAX_LEAVES
              ? new Outcome.Value(Concrete.list(v))
              : Outcome.Unknown.UNKNOWN;
      default -> Outcome.Unknown.UNKNOWN;
    };
  }

  /** Counts the values that stand in lists within lists, from a number on, up to the bound. */
  private static int leaves(List<Concrete> values, int before) {
    int count = before;
    for (Concrete value : values) {
      if (count > MAX_LEAVES) {
        break;
      }
      count = value instanceof Concrete.Items(var kind, var inner) ? leaves(inner, count) : count;
      count++;
    }
    return count;
  }

  /** Values of some operands, or why there are none. */
  private record Values(List<Concrete> all, Optional<Outcome> failed) {}

  private Values values(int body, List<Integer> operands, int depth) {
    List<Concrete> values = new ArrayList<>();
    for (int operand : operands) {
      Outcome outcome = of(new Ref(body, operand), depth - 1);
      if (!(outcome instanceof Outcome.Value v)) {
        return new Values(List.of(), Optional.of(outcome));
      }
      values.add(v.value());
    }
    return new Values(values, Optional.empty());
  }

  private Outcome call(Ref at, Body body, int depth) {
    int i = at.instruction();
    CallShape shape = body.calls().get(body.arg(i));
    List<Integer> operands = new ArrayList<>();
    for (int k = 1; k < body.operandCount(i); k++) {
      operands.add(body.operand(i, k));
    }
    Values values = values(at.body(), operands, depth);
    if (values.failed().isPresent()) {
      return values.failed().get();
    }
    List<Concrete> positional = new ArrayList<>();
    Map<String, Concrete> named = new LinkedHashMap<>();
    for (int k = 0; k < shape.arguments().size(); k++) {
      switch (shape.arguments().get(k)) {
        case CallShape.Named n -> named.put(n.name(), values.all().get(k));
        case CallShape.Unnamed u when u == CallShape.Unnamed.POSITIONAL ->
            positional.add(values.all().get(k));
        default -> {
          return Outcome.Unknown.UNKNOWN;
        }
      }
    }
    int callee = program.origin(body, body.operand(i, 0));
    if (body.op(callee) == Op.ATTR
        && of(new Ref(at.body(), body.operand(callee, 0)), depth - 1)
            instanceof Outcome.Value receiver) {
      String name = body.names().get(body.arg(callee));
      return Evaluator.method(receiver.value(), name, positional, named);
    }
    return library(program.paths(at), positional, named);
  }

  private static Outcome library(
      List<String> paths, List<Concrete> positional, Map<String, Concrete> named) {
    if (paths.size() != 1) {
      return Outcome.Unknown.UNKNOWN;
    }
    String path = paths.getFirst();
    return switch (path) {
      case "re.match", "re.fullmatch", "re.search" ->
          positional.size() == 2 && named.isEmpty()
              ? Evaluator.matches(path.substring(3), positional.get(0), positional.get(1))
              : Outcome.Unknown.UNKNOWN;
      default -> Evaluator.call(path, positional, named);
    };
  }
}
