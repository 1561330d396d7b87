package org.assize.taint.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** The branches of one body: which values their conditions name, and what their edges lead to. */
final class Branches {
  private static final int MAX_STEPS = 10;

  private final Body body;
  private final BitSet leaving = new BitSet();
  private final Map<Integer, Integer> decided = new HashMap<>();
  private final List<Integer> loops = new ArrayList<>();
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
      for (int i = body.first(block); i < last; i++) {
        if (body.op(i) == Op.HAS_NEXT) {
          branches.loops.add(i);
        }
      }
      if (body.op(last) == Op.BRANCH) {
        int from = block;
        switch (program.value(new Ref(number, body.operand(last, 0))).truth()) {
          case TRUE -> branches.decided.put(block, body.successors(block)[0]);
          case FALSE -> branches.decided.put(block, body.successors(block)[1]);
          case UNKNOWN -> {}
        }
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
        for (int made : madeOf(body, at)) {
          int operand = program.origin(body, made);
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

  /** What an instruction is made of; of a comprehension what it collects. */
  private static List<Integer> madeOf(Body body, int at) {
    List<Integer> made = new ArrayList<>();
    switch (body.op(at)) {
      case ATTR, CALL, LIST, TUPLE, ITEM, COMPARE, UNARY, BINARY, PHI, NEXT, ITERATE, UNPACK -> {
        for (int k = 0; k < body.operandCount(at); k++) {
          made.add(body.operand(at, k));
        }
      }
      case GENERATOR -> {
        for (int i = at + 1; i < body.size(); i++) {
          if (body.op(i) == Op.COLLECT && body.operand(i, 0) == at) {
            made.add(body.operand(i, 1));
          }
        }
      }
      default -> {}
    }
    return made;
  }

  /** Returns the instructions that ask whether an iteration goes on. */
  List<Integer> loops() {
    return loops;
  }

  /** Returns the blocks that end with a condition which names a value, σ-names looked through. */
  List<Integer> naming(int value) {
    return naming.getOrDefault(value, List.of());
  }

  /**
   * Whether a block is reached by a way that does not take one edge. Where the block of the edge is
   * left by an exception, that is such a way.
   *
   * @param from the block of a branch or a call
   * @param side which of its edges is not taken
   */
  synchronized boolean reaches(int target, int from, int side) {
    return withoutEdge.computeIfAbsent(new Edge(from, side), this::reached).get(target);
  }

  /** Whether the way by one edge of a branch comes to a block again. */
  boolean returns(int from, int side, int target) {
    return reached(new Edge(-1, 0), body.successors(from)[side]).get(target);
  }

  private BitSet reached(Edge without) {
    return reached(without, 0);
  }

  private BitSet reached(Edge without, int start) {
    int not = without.from() < 0 ? -1 : body.successors(without.from())[without.side()];
    BitSet seen = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
    seen.set(start);
    while (!open.isEmpty()) {
      int block = open.removeFirst();
      for (int next : next(block, without.from())) {
        boolean isTaken = block != without.from() || next != not;
        if (isTaken && !seen.get(next)) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return seen;
  }

  private List<Integer> next(int block, int caughtFrom) {
    List<Integer> next = new ArrayList<>();
    Integer only = decided.get(block); // no run takes the other edge
    if (leaving.get(block) && only != null) {
      next.add(only);
    } else if (leaving.get(block)) {
      Arrays.stream(body.successors(block)).forEach(next::add);
    }
    if (block == caughtFrom && body.handler(block) >= 0) {
      next.add(body.handler(block));
    }
    return next;
  }
}
