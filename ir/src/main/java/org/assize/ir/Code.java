package org.assize.ir;

import java.util.Arrays;
import org.assize.base.graph.IntList;

/**
 * The instructions and blocks of one body while it is lowered. Instructions are numbered in the
 * order in which they are made, blocks too; {@link Finish} renumbers both.
 *
 * <p>A block begins with its head: φ, σ and what a variable holds on entry. It is live if it is the
 * entry or has a predecessor when it is started; edges from other blocks are not kept, so what is
 * never reached leaves no trace in the live ones.
 */
final class Code {
  static final int NONE = -1;

  Op[] ops = new Op[64];
  int[] args = new int[64];
  int[] spanStarts = new int[64];
  int[] spanEnds = new int[64];
  int[] blockOf = new int[64];

  /** The next instruction of the block, or of its head. */
  int[] next = new int[64];

  int[] operandStarts = new int[64];
  int[] operandCounts = new int[64];
  int size;
  final IntList operands = new IntList();

  /** Operands that wait for their instruction. */
  final IntList stack = new IntList();

  int[] headFirst = new int[16];
  int[] headLast = new int[16];
  int[] first = new int[16];
  int[] last = new int[16];

  /** First and second successor, or {@link #NONE}. */
  int[] then = new int[16];

  int[] otherwise = new int[16];

  /** Where an exception of the block goes; {@link #NONE} also while nothing in it can raise. */
  int[] handlers = new int[16];

  /** The handler in force for what raises in the block. */
  private int[] inForce = new int[16];

  /** Whether something in the block can raise. */
  boolean[] raises = new boolean[16];

  boolean[] live = new boolean[16];

  /** Whether all predecessors of the block are known. */
  boolean[] sealed = new boolean[16];

  /** A block before that every path to the block goes through, or {@link #NONE}. */
  int[] origins = new int[16];

  int[] predecessorCounts = new int[16];
  private int[] firstEdges = new int[16];
  private int[] lastEdges = new int[16];
  int blockCount;
  final Ancestors ancestors = new Ancestors();

  private int[] edgeSources = new int[32];
  private int[] edgeNext = new int[32];
  private int edgeCount;

  /** The block that instructions are added to. */
  int current;

  /** Where what is added now goes when it raises, or {@link #NONE}: out of the body. */
  int handler = NONE;

  private final int place;
  private boolean ended;

  /**
   * Begins with the entry block.
   *
   * @param place where the body begins
   */
  Code(int place) {
    this.place = place;
    current = newBlock();
    ancestors.start(current, NONE);
    live[current] = true;
    sealed[current] = true;
  }

  /** Makes a block that nothing is added to yet. */
  int newBlock() {
    if (blockCount == first.length) {
      growBlocks();
    }
    int block = blockCount++;
    headFirst[block] = NONE;
    headLast[block] = NONE;
    first[block] = NONE;
    last[block] = NONE;
    then[block] = NONE;
    otherwise[block] = NONE;
    handlers[block] = NONE;
    inForce[block] = NONE;
    origins[block] = NONE;
    firstEdges[block] = NONE;
    lastEdges[block] = NONE;
    return block;
  }

  /** Goes on in another block, which keeps the predecessors that it has by now or gets later. */
  void start(int block) {
    current = block;
    ended = false;
    live[block] |= predecessorCounts[block] > 0;
    inForce[block] = handler;
    ancestors.start(
        block, predecessorCounts[block] == 1 ? firstPredecessor(block) : origins[block]);
  }

  /** Whether the current block has its terminator. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether the current block can be left by what is added next. */
  boolean isOpen() {
    return !ended && live[current];
  }

  /** Whether a write must not join what raised before it in its block. */
  boolean isSplitByWrites() {
    return !ended && raises[current] && handlers[current] != NONE;
  }

  int emit(Op op, int arg, int start, int end) {
    return append(op, arg, start, end);
  }

  int emit(Op op, int arg, int start, int end, int operand) {
    int instruction = append(op, arg, start, end);
    operands.add(operand);
    operandCounts[instruction] = 1;
    return instruction;
  }

  int emit(Op op, int arg, int start, int end, int one, int two) {
    int instruction = append(op, arg, start, end);
    operands.add(one);
    operands.add(two);
    operandCounts[instruction] = 2;
    return instruction;
  }

  /** Adds an instruction whose operands are those on the stack from {@code mark} on. */
  int emitStacked(Op op, int arg, int start, int end, int mark) {
    int instruction = append(op, arg, start, end);
    for (int i = mark; i < stack.size(); i++) {
      operands.add(stack.get(i));
    }
    operandCounts[instruction] = stack.size() - mark;
    stack.truncate(mark);
    return instruction;
  }

  /** Adds an instruction to the head of a block, with room for operands of a number. */
  int emitHead(Op op, int arg, int block) {
    int near = first[block] != NONE ? first[block] : headFirst[block];
    int start = block == 0 ? place : near == NONE ? lastPlace() : spanStarts[near];
    int instruction = instruction(op, arg, block, start, start);
    if (headFirst[block] == NONE) {
      headFirst[block] = instruction;
    } else {
      next[headLast[block]] = instruction;
    }
    headLast[block] = instruction;
    return instruction;
  }

  void jump(int target, int start, int end) {
    emit(Op.JUMP, 0, start, end);
    then[current] = target;
    addEdge(current, target);
    ended = true;
  }

  void branch(int condition, int whenTrue, int whenFalse, int start, int end) {
    emit(Op.BRANCH, 0, start, end, condition);
    then[current] = whenTrue;
    otherwise[current] = whenFalse;
    addEdge(current, whenTrue);
    addEdge(current, whenFalse);
    ended = true;
  }

  /** Says that the last instruction ends the block, which has no successor. */
  void end() {
    ended = true;
  }

  /** Lets the current block reach a handler, although nothing in it is known to raise. */
  void reach(int block) {
    if (isOpen()) {
      if (raises[current] && handlers[current] != block) {
        split(lastPlace());
      }
      raise(block);
    }
  }

  /** Goes on in a fresh block behind the current one. */
  void split(int place) {
    int rest = newBlock();
    int from = current;
    int instruction = instruction(Op.JUMP, 0, from, place, place);
    link(from, instruction);
    then[from] = rest;
    addEdge(from, rest);
    start(rest);
    sealed[rest] = true;
  }

  /** Returns the end of what was added last. */
  int lastPlace() {
    return size == 0 ? place : spanEnds[size - 1];
  }

  /** Returns the source of a block's only or first edge. */
  int firstPredecessor(int block) {
    return edgeSources[firstEdges[block]];
  }

  /** Returns the blocks before a block in the order in which the edges were made. */
  int[] predecessors(int block) {
    int[] found = new int[predecessorCounts[block]];
    int count = 0;
    for (int edge = firstEdges[block]; edge != NONE; edge = edgeNext[edge]) {
      found[count++] = edgeSources[edge];
    }
    return found;
  }

  private int append(Op op, int arg, int start, int end) {
    if (ended) {
      int dead = newBlock();
      start(dead);
      sealed[dead] = true;
    }
    if (op.canRaise()) {
      if (raises[current] && inForce[current] != handler) {
        split(start);
      }
      raise(handler);
    }
    int instruction = instruction(op, arg, current, start, end);
    link(current, instruction);
    return instruction;
  }

  private void raise(int to) {
    if (!raises[current]) {
      raises[current] = true;
      inForce[current] = to;
      if (to != NONE && live[current]) {
        handlers[current] = to;
        addEdge(current, to);
      }
    }
  }

  private void link(int block, int instruction) {
    if (first[block] == NONE) {
      first[block] = instruction;
    } else {
      next[last[block]] = instruction;
    }
    last[block] = instruction;
  }

  private int instruction(Op op, int arg, int block, int start, int end) {
    if (size == ops.length) {
      growInstructions();
    }
    int instruction = size++;
    ops[instruction] = op;
    args[instruction] = arg;
    blockOf[instruction] = block;
    spanStarts[instruction] = start;
    spanEnds[instruction] = end;
    next[instruction] = NONE;
    operandStarts[instruction] = operands.size();
    operandCounts[instruction] = 0;
    return instruction;
  }

  private void addEdge(int from, int to) {
    if (!live[from]) {
      return;
    }
    if (edgeCount == edgeSources.length) {
      edgeSources = Arrays.copyOf(edgeSources, edgeCount * 2);
      edgeNext = Arrays.copyOf(edgeNext, edgeCount * 2);
    }
    int edge = edgeCount++;
    edgeSources[edge] = from;
    edgeNext[edge] = NONE;
    if (firstEdges[to] == NONE) {
      firstEdges[to] = edge;
    } else {
      edgeNext[lastEdges[to]] = edge;
    }
    lastEdges[to] = edge;
    predecessorCounts[to]++;
  }

  private void growInstructions() {
    int length = size * 2;
    ops = Arrays.copyOf(ops, length);
    args = Arrays.copyOf(args, length);
    spanStarts = Arrays.copyOf(spanStarts, length);
    spanEnds = Arrays.copyOf(spanEnds, length);
    blockOf = Arrays.copyOf(blockOf, length);
    next = Arrays.copyOf(next, length);
    operandStarts = Arrays.copyOf(operandStarts, length);
    operandCounts = Arrays.copyOf(operandCounts, length);
  }

  private void growBlocks() {
    int length = blockCount * 2;
    headFirst = Arrays.copyOf(headFirst, length);
    headLast = Arrays.copyOf(headLast, length);
    first = Arrays.copyOf(first, length);
    last = Arrays.copyOf(last, length);
    then = Arrays.copyOf(then, length);
    otherwise = Arrays.copyOf(otherwise, length);
    handlers = Arrays.copyOf(handlers, length);
    inForce = Arrays.copyOf(inForce, length);
    raises = Arrays.copyOf(raises, length);
    live = Arrays.copyOf(live, length);
    sealed = Arrays.copyOf(sealed, length);
    origins = Arrays.copyOf(origins, length);
    predecessorCounts = Arrays.copyOf(predecessorCounts, length);
    firstEdges = Arrays.copyOf(firstEdges, length);
    lastEdges = Arrays.copyOf(lastEdges, length);
  }
}
