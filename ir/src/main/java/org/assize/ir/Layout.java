package org.assize.ir;

import java.util.Arrays;
import org.assize.base.graph.Graph;
import org.assize.base.graph.IntList;

/**
 * Turns the code of one body into its final arrays: trivial φ replaced, values that nothing uses
 * dropped from the heads of blocks, live blocks in reverse postorder, everything renumbered.
 */
final class Layout {
  private static final int NONE = Code.NONE;

  private final Code code;
  private final Ssa ssa;

  /** The block whose code goes on where a block's ends, in the same final block, or -1. */
  private final int[] followers;

  /** The live blocks in their final order, without those that follow others. */
  private final int[] order;

  /** Final number of each block, or -1. */
  private final int[] blockNumbers;

  private final int[] instructionNumbers;
  private final boolean[] used;

  final int unreachable;
  final Op[] ops;
  final int[] args;
  final int[] operandStarts;
  final int[] operands;
  final int[] spanStarts;
  final int[] spanEnds;
  final int[] blocks;
  final int[] blockStarts;
  final int[][] successors;
  final int[] handlers;
  final int[][] predecessors;

  Layout(Code code, Ssa ssa) {
    this.code = code;
    this.ssa = ssa;
    replaceTrivial();
    followers = filled(code.blockCount);
    order = order();
    blockNumbers = filled(code.blockCount);
    for (int i = 0; i < order.length; i++) {
      for (int block = order[i]; block != NONE; block = followers[block]) {
        blockNumbers[block] = i;
      }
    }
    unreachable = countUnreachable();
    used = new boolean[code.size];
    markUsed();
    instructionNumbers = new int[code.size];
    blockStarts = new int[order.length + 1];
    int size = number();
    ops = new Op[size];
    args = new int[size];
    operandStarts = new int[size + 1];
    spanStarts = new int[size];
    spanEnds = new int[size];
    blocks = new int[size];
    operands = copyInstructions();
    successors = new int[order.length][];
    handlers = new int[order.length];
    predecessors = new int[order.length][];
    copyEdges();
  }

  /** A φ can become trivial when one that it uses was replaced. */
  private void replaceTrivial() {
    IntList phis = ssa.phis();
    // users of each φ as linked lists, joined when one φ is replaced by another
    int[] first = filled(code.size);
    int[] last = filled(code.size);
    IntList users = new IntList();
    IntList rest = new IntList();
    IntList work = new IntList();
    for (int i = 0; i < phis.size(); i++) {
      int phi = phis.get(i);
      work.add(phi);
      for (int k = 0; k < code.operandCounts[phi]; k++) {
        int operand = ssa.find(code.operands.get(code.operandStarts[phi] + k));
        if (code.ops[operand] == Op.PHI && operand != phi && !ssa.isReplaced(phi)) {
          users.add(phi);
          rest.add(first[operand]);
          last[operand] = first[operand] == NONE ? users.size() - 1 : last[operand];
          first[operand] = users.size() - 1;
        }
      }
    }
    while (!work.isEmpty()) {
      int phi = work.pop();
      int same = ssa.isReplaced(phi) ? NONE : ssa.onlyOperand(phi);
      if (same != NONE) {
        ssa.replace(phi, same);
        for (int user = first[phi]; user != NONE; user = rest.get(user)) {
          work.add(users.get(user));
        }
        if (first[phi] != NONE) {
          rest.set(last[phi], first[same]);
          last[same] = first[same] == NONE ? last[phi] : last[same];
          first[same] = first[phi];
        }
      }
    }
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  private int[] order() {
    int[][] edges = new int[code.blockCount][];
    for (int block = 0; block < edges.length; block++) {
      IntList targets = new IntList();
      if (code.live[block]) {
        addTarget(targets, code.then[block]);
        addTarget(targets, code.otherwise[block]);
        addTarget(targets, code.handlers[block]);
      }
      edges[block] = targets.toArray();
    }
    int[] all = Graph.of(edges).reversePostorder(0);
    return withoutFollowers(all);
  }

  /** Appends blocks to the only one that leads to them, unless both could raise to a handler. */
  private int[] withoutFollowers(int[] all) {
    boolean[] follows = new boolean[code.blockCount];
    IntList kept = new IntList();
    for (int first : all) {
      if (follows[first]) {
        continue;
      }
      kept.add(first);
      boolean raises = code.raises[first];
      boolean handled = code.handlers[first] != NONE;
      int block = first;
      int next = follower(block);
      while (next != NONE && !(raises && code.raises[next] && (handled || isHandled(next)))) {
        followers[block] = next;
        follows[next] = true;
        raises |= code.raises[next];
        handled |= isHandled(next);
        block = next;
        next = follower(block);
      }
    }
    return kept.toArray();
  }

  private boolean isHandled(int block) {
    return code.handlers[block] != NONE;
  }

  private int follower(int block) {
    int next = code.then[block];
    boolean only =
        next != NONE && code.otherwise[block] == NONE && code.predecessorCounts[next] == 1;
    return only ? next : NONE;
  }

  private static void addTarget(IntList targets, int block) {
    if (block != NONE) {
      targets.add(block);
    }
  }

  /** Blocks that hold more than the way out, which is made for every block. */
  private int countUnreachable() {
    int count = 0;
    for (int block = 0; block < code.blockCount; block++) {
      int first = code.first[block];
      boolean written = first != NONE && code.ops[first] != Op.JUMP && code.next[first] != NONE;
      if (written && blockNumbers[block] == NONE) {
        count++;
      }
    }
    return count;
  }

  private void markUsed() {
    IntList work = new IntList();
    for (int first : order) {
      for (int block = first; block != NONE; block = followers[block]) {
        for (int i = code.first[block]; i != NONE; i = code.next[i]) {
          used[i] = true;
          markOperands(i, work);
        }
      }
    }
    while (!work.isEmpty()) {
      markOperands(work.pop(), work);
    }
  }

  private void markOperands(int instruction, IntList work) {
    int start = code.operandStarts[instruction];
    for (int k = 0; k < code.operandCounts[instruction]; k++) {
      int operand = ssa.find(code.operands.get(start + k));
      if (!used[operand]) {
        used[operand] = true;
        work.add(operand);
      }
    }
  }

  private int number() {
    int size = 0;
    for (int b = 0; b < order.length; b++) {
      blockStarts[b] = size;
      for (int i = code.headFirst[order[b]]; i != NONE; i = code.next[i]) {
        if (used[i] && !ssa.isReplaced(i)) {
          instructionNumbers[i] = size++;
        }
      }
      for (int block = order[b]; block != NONE; block = followers[block]) {
        for (int i = code.first[block]; i != NONE; i = code.next[i]) {
          if (isKept(block, i)) {
            instructionNumbers[i] = size++;
          }
        }
      }
    }
    blockStarts[order.length] = size;
    return size;
  }

  /** The jump to a block that follows is not needed. */
  private boolean isKept(int block, int instruction) {
    return followers[block] == NONE || instruction != code.last[block];
  }

  private int[] copyInstructions() {
    IntList all = new IntList();
    for (int b = 0; b < order.length; b++) {
      for (int i = code.headFirst[order[b]]; i != NONE; i = code.next[i]) {
        if (used[i] && !ssa.isReplaced(i)) {
          copy(i, b, all);
        }
      }
      for (int block = order[b]; block != NONE; block = followers[block]) {
        for (int i = code.first[block]; i != NONE; i = code.next[i]) {
          if (isKept(block, i)) {
            copy(i, b, all);
          }
        }
      }
    }
    operandStarts[ops.length] = all.size();
    return all.toArray();
  }

  private void copy(int i, int block, IntList all) {
    int to = instructionNumbers[i];
    ops[to] = code.ops[i];
    args[to] = code.args[i];
    spanStarts[to] = code.spanStarts[i];
    spanEnds[to] = code.spanEnds[i];
    blocks[to] = block;
    operandStarts[to] = all.size();
    for (int k = 0; k < code.operandCounts[i]; k++) {
      all.add(instructionNumbers[ssa.find(code.operands.get(code.operandStarts[i] + k))]);
    }
  }

  private void copyEdges() {
    for (int b = 0; b < order.length; b++) {
      int handler = NONE;
      int last = order[b];
      for (int block = order[b]; block != NONE; block = followers[block]) {
        handler = Math.max(handler, code.handlers[block]);
        last = block;
      }
      IntList targets = new IntList();
      addTarget(targets, code.then[last]);
      addTarget(targets, code.otherwise[last]);
      successors[b] = renumbered(targets.toArray());
      handlers[b] = handler == NONE ? NONE : blockNumbers[handler];
      predecessors[b] = renumbered(code.predecessors(order[b]));
    }
  }

  private int[] renumbered(int[] targets) {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = blockNumbers[targets[i]];
    }
    return targets;
  }
}
