package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.Guards.Verdict;

/** The conditions that hold wherever an instruction is reached, as far as they name a value. */
final class Conditions {
  private static final int MAX_STEPS = 6;

  private final Walk walk;
  private final FlowProgram program;
  private final Tests tests;

  Conditions(Walk walk, Tests tests) {
    this.walk = walk;
    program = walk.program();
    this.tests = tests;
  }

  /**
   * What a condition says.
   *
   * @param by the instruction that is tested
   */
  record Said(Verdict verdict, int by) {}

  /**
   * Returns what the branches say that every way to an instruction has taken.
   *
   * @param node in whose body and call they are
   * @param use the instruction
   * @param tested the value, σ-names looked through
   */
  Optional<Said> before(Node node, int use, int tested) {
    Body body = program.body(node.body());
    int target = body.blockOf(use);
    for (int from = 0; from < body.blockCount(); from++) {
      int last = body.last(from);
      if (body.op(last) != Op.BRANCH || !mentions(body, body.operand(last, 0), tested, MAX_STEPS)) {
        continue;
      }
      int[] successors = body.successors(from);
      for (int side = 0; side < 2 && successors[0] != successors[1]; side++) {
        if (!reaches(node, body, target, from, successors[side])) {
          Verdict said = tests.of(node, body.operand(last, 0), tested, side == 0);
          if (said != Verdict.Nothing.NOTHING) {
            return Optional.of(new Said(said, body.operand(last, 0)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean mentions(Body body, int value, int tested, int steps) {
    int at = program.origin(body, value);
    if (at == tested) {
      return true;
    }
    boolean isMade =
        switch (body.op(at)) {
          case ATTR, CALL, LIST, TUPLE, ITEM, COMPARE, UNARY, PHI -> true;
          default -> false;
        };
    for (int k = 0; isMade && steps > 0 && k < body.operandCount(at); k++) {
      if (mentions(body, body.operand(at, k), tested, steps - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a block is reached by a way that does not take one edge. */
  private boolean reaches(Node node, Body body, int target, int from, int without) {
    BitSet seen = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(0);
    seen.set(0);
    while (!open.isEmpty()) {
      int block = open.removeFirst();
      if (block == target) {
        return true;
      }
      for (int next : leaves(node, body, block) ? body.successors(block) : new int[0]) {
        if (!(block == from && next == without) && !seen.get(next)) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return false;
  }

  /** Whether the end of a block is reached: no call in it is known not to return. */
  private boolean leaves(Node node, Body body, int block) {
    for (int i = body.first(block); i <= body.last(block); i++) {
      if (body.op(i) == Op.CALL && walk.value(node, i).isBottom()) {
        return false;
      }
    }
    return true;
  }
}
