package org.assize.ir;

import java.util.Arrays;
import org.assize.base.graph.IntList;

/**
 * Which value a variable has at a place, with φ where control flow joins and σ behind branches that
 * mention it (Braun et al., "Simple and Efficient Construction of Static Single Assignment Form",
 * CC 2013). Both are made only for variables that are read.
 *
 * <p>Where a statement's paths join again, a variable that was not written between is read in front
 * of the statement at once.
 */
final class Ssa {
  /** Where more tests lead to one block, what they say is not told apart. */
  private static final int MAX_TESTS = 16;

  private static final int NONE = Code.NONE;

  private final Code code;
  private final Initial initial;
  private final Reaching definitions = new Reaching();

  /** The instruction that a trivial φ stands for, plus one; 0 for all others. */
  private int[] replaced = new int[64];

  /** When variables were written, and when a branch mentioned them. */
  private final Moments writes = new Moments();

  private final Moments branches = new Moments();

  /** When a block was sealed. */
  private int[] sealTimes = new int[16];

  private int[] mentionStarts = new int[16];
  private int[] mentionEnds = new int[16];
  private final IntList mentions = new IntList();

  /**
   * Reads in blocks whose predecessors are not known yet: the one before in the same block,
   * variable and φ. Places in this list count from 1, and 0 is none.
   */
  private final IntList incomplete = new IntList();

  private int[] incompleteHeads = new int[16];

  private final IntList phis = new IntList();

  /** What a variable holds when the body begins. */
  interface Initial {
    /** Makes the value in the head of the entry block. */
    int make(int variable);
  }

  Ssa(Code code, Initial initial) {
    this.code = code;
    this.initial = initial;
  }

  /** Returns what a variable holds here. */
  int read(int variable) {
    return read(variable, code.current);
  }

  /** Writes a variable that handlers see: what raised before must not see it. */
  void write(int variable, int value) {
    if (code.isSplitByWrites()) {
      code.split(code.lastPlace());
    }
    define(variable, value);
  }

  /** Writes a variable in the current block. */
  void define(int variable, int value) {
    writes.add(variable, code.ancestors.time(code.current));
    definitions.put(code.current, variable, value);
  }

  /**
   * Says that every path to a block comes from the end of another, through blocks started since and
   * before the block is sealed. Of two statements about one block the first holds.
   */
  void comesFrom(int block, int other) {
    if (code.origins[block] == NONE) {
      code.origins[block] = other;
    }
  }

  /** Starts a list of variables for {@link #mentionedSince}. */
  int mentionMark() {
    return mentions.size();
  }

  /** Adds a variable to the list. */
  void mention(int variable, int mark) {
    for (int i = mark; i < mentions.size(); i++) {
      if (mentions.get(i) == variable) {
        return;
      }
    }
    mentions.add(variable);
  }

  /** Says that the branch which ends a block mentions the variables of the list. */
  void mentionedSince(int mark, int block) {
    growBlocks(block);
    mentionStarts[block] = mark;
    mentionEnds[block] = mentions.size();
    for (int i = mark; i < mentions.size(); i++) {
      branches.add(mentions.get(i), code.ancestors.time(block));
    }
  }

  /** Says that all predecessors of a block are known. */
  void seal(int block) {
    code.sealed[block] = true;
    growBlocks(block);
    sealTimes[block] = code.ancestors.now();
    for (int i = incompleteHeads[block] - 1; i >= 0; i = incomplete.get(i) - 1) {
      complete(block, incomplete.get(i + 1), incomplete.get(i + 2));
    }
  }

  private void complete(int block, int variable, int phi) {
    int from = skipped(block, variable);
    if (from != NONE) {
      replace(phi, read(variable, from));
    } else {
      fill(block, variable, phi);
    }
  }

  private int read(int variable, int block) {
    int at = block;
    int value = definitions.get(at, variable);
    while (value == NONE) {
      int from = climb(variable, at);
      from = from == at ? before(variable, at) : from;
      if (from == NONE) {
        value = make(variable, at);
      } else {
        at = from;
        value = definitions.get(at, variable);
      }
    }
    value = find(value);
    if (at != block) {
      definitions.put(block, variable, value);
    }
    return value;
  }

  /** Returns the block at whose end a variable has the same value, or none if one must be made. */
  private int before(int variable, int block) {
    if (!code.sealed[block] || code.predecessorCounts[block] == 0) {
      return NONE;
    }
    if (code.predecessorCounts[block] == 1) {
      int from = code.firstPredecessor(block);
      return isMentioned(variable, from, block) ? NONE : from;
    }
    return skipped(block, variable);
  }

  /**
   * Returns the farthest block before that has the same value because nothing happened to the
   * variable since. The header of a loop is not passed from inside: a later part of the loop may
   * write the variable.
   */
  private int climb(int variable, int block) {
    Ancestors ancestors = code.ancestors;
    int now = ancestors.time(block);
    boolean isHeader = !code.sealed[block] || sealTime(block) >= now;
    if (isHeader) {
      return block;
    }
    int last = Math.max(writes.last(variable, now), branches.last(variable, now));
    return ancestors.climb(block, Math.max(last, ancestors.loopTime(block)));
  }

  /** A header is sealed when its loop ends, any other block before it is started. */
  private int sealTime(int block) {
    return block < sealTimes.length ? sealTimes[block] : 0;
  }

  private int skipped(int block, int variable) {
    int origin = code.origins[block];
    if (origin == NONE) {
      return NONE;
    }
    int written = writes.last(variable, sealTime(block));
    boolean isSame = written <= code.ancestors.time(origin) && !isTestedOnEachEdge(variable, block);
    return isSame ? origin : NONE;
  }

  /**
   * Whether a block is where several tests of a variable lead to, each by one of its sides: {@code
   * a == 1 or a == 2}, {@code case 1 | 2}. Both sides of one test together say nothing.
   */
  private boolean isTestedOnEachEdge(int variable, int block) {
    int count = code.predecessorCounts[block];
    if (count < 2 || count > MAX_TESTS) {
      return false;
    }
    int[] tests = code.predecessors(block);
    for (int i = 0; i < count; i++) {
      tests[i] = test(variable, tests[i], block);
      for (int k = 0; k < i; k++) {
        if (tests[k] == tests[i]) {
          return false;
        }
      }
      if (tests[i] == NONE) {
        return false;
      }
    }
    return true;
  }

  /** Returns the block whose branch tests a variable on the way to a block, perhaps by a jump. */
  private int test(int variable, int from, int block) {
    if (isMentioned(variable, from, block)) {
      return from;
    }
    int before = code.predecessorCounts[from] == 1 ? code.firstPredecessor(from) : NONE;
    return before != NONE && isMentioned(variable, before, from) ? before : NONE;
  }

  private boolean isMentioned(int variable, int from, int block) {
    if (from >= mentionEnds.length || (code.then[from] != block && code.otherwise[from] != block)) {
      return false;
    }
    for (int i = mentionStarts[from]; i < mentionEnds[from]; i++) {
      if (mentions.get(i) == variable) {
        return true;
      }
    }
    return false;
  }

  private int make(int variable, int block) {
    int value;
    if (!code.sealed[block]) {
      value = phi(block);
      growBlocks(block);
      incomplete.add(incompleteHeads[block]);
      incompleteHeads[block] = incomplete.size();
      incomplete.add(variable);
      incomplete.add(value);
    } else if (code.predecessorCounts[block] == 0) {
      value = initial.make(variable);
    } else if (code.predecessorCounts[block] == 1) {
      value = sigma(variable, block, code.firstPredecessor(block));
    } else {
      int phi = phi(block);
      definitions.put(block, variable, phi);
      fill(block, variable, phi);
      value = find(phi);
    }
    definitions.put(block, variable, value);
    return value;
  }

  private int sigma(int variable, int block, int from) {
    int old = read(variable, from);
    int branch = code.last[from];
    int condition = code.operands.get(code.operandStarts[branch]);
    int sigma = code.emitHead(Op.SIGMA, code.then[from] == block ? 1 : 0, block);
    code.spanStarts[sigma] = code.spanStarts[branch];
    code.spanEnds[sigma] = code.spanEnds[branch];
    setOperands(sigma, new int[] {old, condition});
    return sigma;
  }

  private int phi(int block) {
    int phi = code.emitHead(Op.PHI, 0, block);
    phis.add(phi);
    return phi;
  }

  private void fill(int block, int variable, int phi) {
    int[] values = code.predecessors(block);
    for (int i = 0; i < values.length; i++) {
      values[i] = read(variable, values[i]);
    }
    setOperands(phi, values);
    int same = onlyOperand(phi);
    if (same != NONE) {
      replace(phi, same);
    }
  }

  private void setOperands(int instruction, int[] values) {
    code.operandStarts[instruction] = code.operands.size();
    code.operandCounts[instruction] = values.length;
    for (int value : values) {
      code.operands.add(value);
    }
  }

  /** Returns the one value that a φ can have, or none if there are several. */
  int onlyOperand(int phi) {
    int same = NONE;
    int start = code.operandStarts[phi];
    for (int i = start; i < start + code.operandCounts[phi]; i++) {
      int operand = find(code.operands.get(i));
      if (operand != phi && operand != same) {
        if (same != NONE) {
          return NONE;
        }
        same = operand;
      }
    }
    return same;
  }

  /** Returns the φ that were made. */
  IntList phis() {
    return phis;
  }

  /** Lets a φ stand for another value. */
  void replace(int phi, int value) {
    if (phi >= replaced.length) {
      replaced = Arrays.copyOf(replaced, Math.max(phi + 1, code.size) * 2);
    }
    replaced[phi] = value + 1;
  }

  boolean isReplaced(int instruction) {
    return instruction < replaced.length && replaced[instruction] != 0;
  }

  /** Returns the value that an instruction stands for. */
  int find(int instruction) {
    int value = instruction;
    while (isReplaced(value)) {
      int to = replaced[value] - 1;
      if (isReplaced(to)) {
        replaced[value] = replaced[to];
      }
      value = to;
    }
    return value;
  }

  private void growBlocks(int block) {
    if (block >= sealTimes.length) {
      int length = Math.max(block + 1, code.blockCount) * 2;
      sealTimes = Arrays.copyOf(sealTimes, length);
      incompleteHeads = Arrays.copyOf(incompleteHeads, length);
      mentionStarts = Arrays.copyOf(mentionStarts, length);
      mentionEnds = Arrays.copyOf(mentionEnds, length);
    }
  }
}
