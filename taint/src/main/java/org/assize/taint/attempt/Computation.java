package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.ir.Unpacking;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;

/** Computes what one instruction gives for what its operands hold; only what is pure. */
final class Computation {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_LEAVES = 1_000;
  private static final int SHORTEST_MARK = 8;
  private static final Set<String> ROOTS = Set.of("Exception", "BaseException", "StandardError");

  private final FlowProgram program;
  private final OutsideCalls calls;

  Computation(FlowProgram program, OutsideCalls calls) {
    this.program = program;
    this.calls = calls;
  }

  /**
   * Returns what an instruction gives that is neither a call nor the name of another value.
   *
   * @param operand what an operand holds, by its number
   */
  Held of(Ref at, IntFunction<Held> operand) {
    Body body = program.body(at.body());
    int i = at.instruction();
    Optional<Literal> constant = program.value(at).constant();
    if (constant.isPresent() && body.op(i) != Op.ITERATE) { // which is as constant as its text
      return new Held.Known(new Concrete.Scalar(constant.get()), false);
    }
    return switch (body.op(i)) {
      case SIGMA, AWAIT -> operand.apply(0);
      case SLICE -> sliced(operand);
      case LOAD -> stored(body, i);
      case ATTR ->
          OwnHost.of(program, body, i).orElseGet(() -> attribute(body, i, operand.apply(0)));
      case COMPARE -> compared(body.comparison(i), operand.apply(0), operand.apply(1));
      case UNARY -> unary(body.unaryOperator(i), operand.apply(0));
      case ITERATE -> iterated(operand.apply(0));
      case HAS_NEXT ->
          operand.apply(0) instanceof Held.Rest r
              ? Held.truth(!r.elements().isEmpty(), r.ofText())
              : new Held.Open(operand.apply(0).ofText());
      case GENERATOR -> new Held.Known(Concrete.list(List.of()), false);
      case DICT -> dictionary(body, i, operand);
      case UNPACK -> unpacked(body.unpackings().get(body.arg(i)), operand.apply(0));
      case CATCHES -> caught(operand.apply(0), at);
      case BINARY, IN_PLACE, ITEM, FORMAT, JOIN, TUPLE, LIST, SET -> pure(body, i, operand);
      default -> new Held.Open(isOfText(body, i, operand));
    };
  }

  private static boolean isOfText(Body body, int i, IntFunction<Held> operand) {
    for (int k = 0; k < body.operandCount(i); k++) {
      if (operand.apply(k).ofText()) {
        return true;
      }
    }
    return false;
  }

  /** A variable that is written once holds what stands there. */
  private Held stored(Body body, int i) {
    return program
        .onlyStored(body.symbols().get(body.arg(i)))
        .map(value -> fixed(value, MAX_DEPTH))
        .orElse(Held.Open.ELSE);
  }

  /** Returns what an instruction gives wherever it runs. */
  private Held fixed(Ref at, int depth) {
    Body body = program.body(at.body());
    if (depth == 0) {
      return Held.Open.ELSE;
    }
    IntFunction<Held> operand =
        k -> fixed(new Ref(at.body(), body.operand(at.instruction(), k)), depth - 1);
    return switch (body.op(at.instruction())) {
      case CALL -> calls.function(at, new Given(body, at.instruction(), operand));
      case PHI, PARAM, GENERATOR -> Held.Open.ELSE;
      default -> of(at, operand);
    };
  }

  /** What is written out; a comprehension adds to an empty one. */
  private static Held dictionary(Body body, int i, IntFunction<Held> operand) {
    Map<Concrete, Concrete> entries = new LinkedHashMap<>();
    for (int k = 0; k + 1 < body.operandCount(i); k += 2) {
      boolean isSpread = body.op(body.operand(i, k)) == Op.UNBOUND;
      if (isSpread
          || !(operand.apply(k) instanceof Held.Known key)
          || !(operand.apply(k + 1) instanceof Held.Known value)) {
        return new Held.Open(isOfText(body, i, operand));
      }
      entries.put(key.value(), value.value());
    }
    return new Held.Known(new Concrete.Mapping(entries), isOfText(body, i, operand));
  }

  private static Held attribute(Body body, int i, Held object) {
    if (object instanceof Held.Address a) {
      Concrete part = a.parts().get(body.names().get(body.arg(i)));
      return part == null ? new Held.Open(a.ofText()) : new Held.Known(part, a.ofText());
    }
    return new Held.Open(object.ofText());
  }

  private static Held sliced(IntFunction<Held> operand) {
    List<Held> parts = List.of(operand.apply(0), operand.apply(1), operand.apply(2));
    boolean ofText = parts.stream().anyMatch(Held::ofText);
    return parts.stream().allMatch(Held.Known.class::isInstance)
        ? new Held.Known(
            Concrete.list(parts.stream().map(p -> ((Held.Known) p).value()).toList()), ofText)
        : new Held.Open(ofText);
  }

  private static Held unary(UnaryOperator operator, Held value) {
    if (value instanceof Held.Known k) {
      return Held.of(Evaluator.unary(operator, k.value()), k.ofText());
    }
    boolean isTrue = value instanceof Held.Thing || value instanceof Held.Address;
    return isTrue && operator == UnaryOperator.NOT
        ? Held.truth(false, value.ofText())
        : new Held.Open(value.ofText());
  }

  private static Held compared(CompareOperator operator, Held left, Held right) {
    boolean ofText = left.ofText() || right.ofText();
    if (left instanceof Held.Known l && right instanceof Held.Known r) {
      return Held.of(Evaluator.compare(operator, l.value(), r.value()), ofText);
    }
    boolean isThing = left instanceof Held.Thing || left instanceof Held.Address;
    boolean isNone = right instanceof Held.Known r && r.value().equals(Concrete.NONE);
    boolean isOther = (isMarked(left) && isElse(right)) || (isThing && isNone);
    boolean isMirrored = isMarked(right) && isElse(left);
    return switch (operator) {
      case EQ, IS -> isOther || isMirrored ? Held.truth(false, true) : new Held.Open(ofText);
      case NOT_EQ, IS_NOT -> isOther || isMirrored ? Held.truth(true, true) : new Held.Open(ofText);
      case IN -> isOther ? Held.truth(false, true) : new Held.Open(ofText);
      case NOT_IN -> isOther ? Held.truth(true, true) : new Held.Open(ofText);
      default -> new Held.Open(ofText);
    };
  }

  /** A text of the attacker's own making: nothing that the program has is the same. */
  private static boolean isMarked(Held held) {
    return held instanceof Held.Known(Concrete.Scalar(Literal.Text(String text)), boolean ofText)
        && ofText
        && text.length() >= SHORTEST_MARK;
  }

  private static boolean isElse(Held held) {
    return held.equals(Held.Open.ELSE) || held instanceof Held.Begun;
  }

  private static Held iterated(Held value) {
    if (value instanceof Held.Known(Concrete.Items items, boolean ofText)) {
      return new Held.Rest(items.elements(), ofText);
    }
    if (value instanceof Held.Known(Concrete.Scalar(Literal.Text(String text)), boolean ofText)) {
      List<Concrete> letters =
          text.codePoints().mapToObj(c -> Concrete.text(Character.toString(c))).toList();
      return new Held.Rest(letters, ofText);
    }
    return new Held.Open(value.ofText());
  }

  private static Held unpacked(Unpacking target, Held value) {
    boolean fits =
        value instanceof Held.Known(Concrete.Items items, boolean ofText)
            && target.star() < 0
            && items.elements().size() == target.count();
    return fits && value instanceof Held.Known(Concrete.Items items, boolean ofText)
        ? new Held.Known(items.elements().get(target.index()), ofText)
        : new Held.Open(value.ofText());
  }

  /** A clause catches its class by name, and everything where it is the root of all. */
  private Held caught(Held exception, Ref at) {
    if (!(exception instanceof Held.Caught caught)) {
      return new Held.Open(exception.ofText());
    }
    Body body = program.body(at.body());
    int clause = body.operand(at.instruction(), 1);
    List<Integer> types = new ArrayList<>();
    if (body.op(clause) == Op.TUPLE) {
      for (int k = 0; k < body.operandCount(clause); k++) {
        types.add(body.operand(clause, k));
      }
    } else {
      types.add(clause);
    }
    boolean catches =
        types.stream()
            .map(t -> program.named(body, t))
            .anyMatch(n -> n.equals(caught.type()) || ROOTS.contains(n));
    return catches ? Held.truth(true, caught.ofText()) : new Held.Open(caught.ofText());
  }

  // --- operations

  private static Held pure(Body body, int i, IntFunction<Held> operand) {
    boolean ofText = isOfText(body, i, operand);
    List<Concrete> values = new ArrayList<>();
    for (int k = 0; k < body.operandCount(i); k++) {
      Optional<List<Concrete>> value = operand(body, i, k, operand);
      if (value.isEmpty()) {
        return ofText ? Held.Open.LOST : begun(body, i, operand);
      }
      values.addAll(value.get());
    }
    return Held.of(operation(body, i, values), ofText);
  }

  /** {@code "." + domain}, {@code f".{domain}"}. */
  private static Held begun(Body body, int i, IntFunction<Held> operand) {
    boolean isText =
        body.op(i) == Op.JOIN || (body.op(i) == Op.BINARY && body.operator(i) == Operator.ADD);
    return isText
            && operand.apply(0)
                instanceof Held.Known(Concrete.Scalar(Literal.Text(String begin)), boolean _)
        ? new Held.Begun(begin)
        : Held.Open.ELSE;
  }

  /** What one operand holds; of a slice its three parts. */
  private static Optional<List<Concrete>> operand(
      Body body, int i, int k, IntFunction<Held> operand) {
    return operand.apply(k) instanceof Held.Known(Concrete value, boolean ofText)
        ? Optional.of(
            body.op(body.operand(i, k)) == Op.SLICE && value instanceof Concrete.Items parts
                ? parts.elements()
                : List.of(value))
        : Optional.empty();
  }

  private static Outcome operation(Body body, int i, List<Concrete> v) {
    return switch (body.op(i)) {
      case BINARY, IN_PLACE -> Evaluator.binary(body.operator(i), v.get(0), v.get(1));
      case ITEM ->
          v.size() == 4
              ? Evaluator.slice(v.get(0), v.get(1), v.get(2), v.get(3))
              : Evaluator.item(v.get(0), v.get(1));
      case FORMAT ->
          v.size() == 1
              ? Evaluator.format(v.get(0), body.arg(i), "")
              : v.get(1) instanceof Concrete.Scalar(Literal.Text spec)
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
}
