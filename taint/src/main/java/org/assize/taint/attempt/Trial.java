package org.assize.taint.attempt;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.base.graph.Dominators;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.syntax.UnaryOperator;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Goes a way with a chosen text: every test that the way stands behind, and that depends on the
 * text, is computed. Where one cannot be computed, the text is not said to pass.
 */
final class Trial {
  private final FlowProgram program;
  private final Dry dry;
  private final Set<Ref> carried = new HashSet<>();

  private Trial(FlowProgram program) {
    this.program = program;
    dry = new Dry(program);
  }

  /** Whether a text that is put in where a way ends arrives at the sink. */
  static boolean passes(FlowProgram program, Node source, String text) {
    return new Trial(program).passes(source, text);
  }

  private boolean passes(Node source, String text) {
    Node start = source;
    while (!start.part().isEmpty()) {
      carried.add(start.at());
      if (start.next() == null) {
        return false;
      }
      start = start.next();
    }
    Outcome value = new Outcome.Value(Concrete.text(text));
    for (Node at = start; at != null; at = at.next()) {
      carry(at.at(), value);
      boolean leaves = at.next() == null || at.next().body() != at.body();
      if (leaves && !arrives(at)) {
        return false;
      }
      if (at.next() != null) {
        value = after(at, at.next(), value);
        if (value instanceof Outcome.Raises) {
          return false;
        }
      }
    }
    return true;
  }

  private void carry(Ref at, Outcome value) {
    carried.add(at);
    if (value instanceof Outcome.Value v) {
      dry.choose(at, v.value());
    }
  }

  private Outcome after(Node node, Node next, Outcome value) {
    return switch (node.move()) {
      case SAME, PASSED, RETURNED, STORED, FIELD -> value;
      case COMPOSED, MADE -> dry.of(next.at());
      case CHECKED, OPAQUE, OBJECT, RAISED, ELEMENT, PART, FILE, NAME, SAVED ->
          Outcome.Unknown.UNKNOWN;
    };
  }

  /** Whether the last use of a value in its body is reached. */
  private boolean arrives(Node last) {
    int number = last.body();
    Body body = program.body(number);
    Ref use = last.by().body() == number ? last.by() : last.at();
    int target = body.blockOf(use.instruction());
    Dominators dominators = program.dominators(number);
    for (int block = 0; block < body.blockCount(); block++) {
      int end = body.last(block);
      if (body.op(end) != Op.BRANCH || block == target || !dominators.dominates(block, target)) {
        continue;
      }
      int condition = body.operand(end, 0);
      @Nullable Boolean side = side(body, block, target, dominators);
      if (side != null && depends(body, number, condition)) {
        if (!holds(new Ref(number, condition), side)) {
          return false;
        }
      }
    }
    return !isChecked(body, number, use, dominators);
  }

  /** On which side of a branch a block stands; null where it stands on both. */
  private static @Nullable Boolean side(Body body, int block, int target, Dominators dominators) {
    for (int k = 0; k < body.successorCount(block); k++) {
      int successor = body.successor(block, k);
      if (body.predecessorCount(successor) == 1 && dominators.dominates(successor, target)) {
        return k == 0;
      }
    }
    return null;
  }

  private boolean holds(Ref condition, boolean side) {
    if (!(dry.of(condition) instanceof Outcome.Value v)) {
      return false;
    }
    return Evaluator.unary(UnaryOperator.NOT, v.value())
            instanceof Outcome.Value(Concrete.Scalar(Literal.Truth(boolean isFalse)))
        && isFalse != side;
  }

  /**
   * Whether an instruction is computed from a carried value, over any number of steps. Each
   * instruction is looked at once: values that are made of one another several times over are as
   * many ways as two to the power of their number.
   */
  private boolean depends(Body body, int number, int instruction) {
    BitSet seen = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(instruction));
    seen.set(instruction);
    while (!open.isEmpty()) {
      int at = open.removeFirst();
      if (carried.contains(new Ref(number, at))) {
        return true;
      }
      for (int k = 0; k < body.operandCount(at); k++) {
        int operand = body.operand(at, k);
        if (!seen.get(operand)) {
          seen.set(operand);
          open.add(operand);
        }
      }
    }
    return false;
  }

  /** Whether an instruction is itself given a carried value. */
  private boolean isGiven(Body body, int number, int instruction) {
    for (int k = 0; k < body.operandCount(instruction); k++) {
      if (carried.contains(new Ref(number, body.operand(instruction, k)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a function of the tree that can raise is given the value before it is used. */
  private boolean isChecked(Body body, int number, Ref use, Dominators dominators) {
    for (int i = 0; i < body.size(); i++) {
      Ref at = new Ref(number, i);
      boolean isBefore =
          body.op(i) == Op.CALL
              && !carried.contains(at)
              && i != use.instruction()
              && (body.blockOf(i) == body.blockOf(use.instruction())
                  ? i < use.instruction()
                  : dominators.dominates(body.blockOf(i), body.blockOf(use.instruction())));
      if (isBefore && isGiven(body, number, i)) {
        boolean raises =
            program.call(at).filter(c -> c.callees().stream().anyMatch(this::canRaise)).isPresent();
        if (raises || dry.of(at) instanceof Outcome.Raises) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean canRaise(int body) {
    Body code = program.body(body);
    for (int i = 0; i < code.size(); i++) {
      if (code.op(i) == Op.RAISE) {
        return true;
      }
    }
    return false;
  }
}
