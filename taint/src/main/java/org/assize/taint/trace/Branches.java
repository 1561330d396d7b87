package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** The branches of one body: which values their conditions name, and what their edges lead to. */
final class Branches {
  private static final int MAX_STEPS = 6;

  private final Body body;
  private final BitSet leaving = new BitSet();
  private final Map<Integer, List<Integer>> naming = new HashMap<>();
  private final Map<Edge, BitSet> withoutEdge = new HashMap<>();

  private record Edge(int from, int side) {}

  private Branches(Body body) {
    this.body = body;
  }

  static Branches of(FlowProgram program, int number) {
    Body body = program.body(number);
    Branches branches = new Branches(body);
    for (int block = 0; block < body.blockCount(); block++) {
      if (returns(program, number, block)) {
        branches.leaving.set(block);
      }
      int last = body.last(block);
      if (body.op(last) == Op.BRANCH) {
        int from = block;
        named(program, body, body.operand(last, 0)).stream()
            .forEach(v -> branches.naming.computeIfAbsent(v, x -> new ArrayList<>()).add(from));
      }
    }
    return branches;
  }

  /** Whether the end of a block is reached: no call in it is known not to return. */
  private static boolean returns(FlowProgram program, int number, int block) {
    Body body = program.body(number);
    for (int i = body.first(block); i <= body.last(block); i++) {
      if (body.op(i) == Op.CALL && program.value(new Ref(number, i)).isBottom()) {
        return false;
      }
    }
    return true;
  }

  /** Adds what a condition names: itself and, over some levels, what it is made of. */
  private static BitSet named(FlowProgram program, Body body, int condition) {
    BitSet named = new BitSet();
    List<Integer> level = List.of(program.origin(body, condition));
    named.set(level.getFirst());
    for (int steps = 0; steps < MAX_STEPS && !level.isEmpty(); steps++) {
      List<Integer> next = new ArrayList<>();
      for (int at : level) {
        for (int k = 0; isMade(body.op(at)) && k < body.operandCount(at); k++) {
          int operand = program.origin(body, body.operand(at, k));
          if (!named.get(operand)) {
            named.set(operand);
            next.add(operand);
          }
        }
      }
      level = next;
    }
    return named;
  }

  private static boolean isMade(Op op) {
    return switch (op) {
      case ATTR, CALL, LIST, TUPLE, ITEM, COMPARE, UNARY, PHI -> true;
      default -> false;
    };
  }

  /** Returns the blocks that end with a condition which names a value, σ-names looked through. */
  List<Integer> naming(int value) {
    return naming.getOrDefault(value, List.of());
  }

  /**
   * Whether a block is reached by a way that does not take one edge.
   *
   * @param from the block of a branch
   * @param side which of its edges is not taken
   */
  synchronized boolean reaches(int target, int from, int side) {
    return withoutEdge.computeIfAbsent(new Edge(from, side), this::reached).get(target);
  }

  private BitSet reached(Edge without) {
    int not = body.successors(without.from())[without.side()];
    BitSet seen = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(0));
    seen.set(0);
    while (!open.isEmpty()) {
      int block = open.removeFirst();
      for (int next : leaving.get(block) ? body.successors(block) : new int[0]) {
        boolean isTaken = block != without.from() || next != not;
        if (isTaken && !seen.get(next)) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return seen;
  }
}
