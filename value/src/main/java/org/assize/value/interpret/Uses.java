package org.assize.value.interpret;

import java.util.Arrays;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.jspecify.annotations.Nullable;

/**
 * Where a body with loops has to be looked at again: for each value the blocks that read it, beside
 * the code behind it in its own block; for each block the loops around it.
 */
final class Uses {
  private static final int NONE = -1;

  private final Body body;
  private final int[] starts;
  private final int[] blocks;
  private final int[] firstOfLoop;
  private final int[] lastOfLoop;

  private Uses(Body body) {
    this.body = body;
    starts = new int[body.size() + 2];
    Pass count = new Pass((value, block) -> starts[value + 2]++);
    count.run();
    for (int i = 2; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    blocks = new int[starts[starts.length - 1]];
    new Pass((value, block) -> blocks[starts[value + 1]++] = block).run();
    firstOfLoop = new int[body.blockCount()];
    lastOfLoop = new int[body.blockCount()];
    findLoops();
  }

  /** Returns the uses in a body; null if it has no loop. */
  static @Nullable Uses in(Body body) {
    return hasLoops(body) ? new Uses(body) : null;
  }

  private static boolean hasLoops(Body body) {
    for (int block = 0; block < body.blockCount(); block++) {
      if (head(body, block) <= block) {
        return true;
      }
    }
    return false;
  }

  /** Returns the lowest block that a block leads to. */
  private static int head(Body body, int block) {
    int lowest = body.handler(block) < 0 ? Integer.MAX_VALUE : body.handler(block);
    for (int k = 0; k < body.successorCount(block); k++) {
      lowest = Math.min(lowest, body.successor(block, k));
    }
    return lowest;
  }

  /** Loops that overlap are taken as one. */
  private void findLoops() {
    Arrays.fill(firstOfLoop, NONE);
    Arrays.fill(lastOfLoop, NONE);
    for (int block = firstOfLoop.length - 1; block >= 0; block--) {
      int head = head(body, block);
      if (head <= block) {
        int last = Math.max(block, lastOfLoop[block]);
        int first = lastOfLoop[block] < 0 ? head : Math.min(head, firstOfLoop[block]);
        for (int k = first; k <= last; k++) {
          firstOfLoop[k] = first;
          lastOfLoop[k] = last;
        }
      }
    }
  }

  /** Returns where the blocks start that read a value, for {@link #block}. */
  int first(int value) {
    return starts[value];
  }

  /** Returns where they end. */
  int end(int value) {
    return starts[value + 1];
  }

  int block(int index) {
    return blocks[index];
  }

  /** Returns the first block of the loops around a block; the block itself outside of loops. */
  int firstAround(int block) {
    return firstOfLoop[block] < 0 ? block : firstOfLoop[block];
  }

  /** Returns the last block of the loops around a block; -1 outside of loops. */
  int lastAround(int block) {
    return lastOfLoop[block];
  }

  private interface Found {
    void use(int value, int block);
  }

  /** Finds all uses, in the order of the blocks. */
  private final class Pass {
    private final Found found;
    private final int[] seen = new int[body.size()];
    private int block;
    private int user;

    Pass(Found found) {
      this.found = found;
      Arrays.fill(seen, NONE);
    }

    void run() {
      for (block = 0; block < body.blockCount(); block++) {
        conditions();
        for (user = body.first(block); user <= body.last(block); user++) {
          operands(user, depth(user));
        }
      }
    }

    /** What is known behind a branch depends on what its condition compares. */
    private void conditions() {
      user = body.first(block);
      for (int k = 0; k < body.predecessorCount(block); k++) {
        int last = body.last(body.predecessor(block, k));
        if (body.op(last) == Op.BRANCH) {
          operands(last, 2);
        }
      }
    }

    /** How far an instruction looks behind its operands. */
    private int depth(int instruction) {
      return switch (body.op(instruction)) {
        case CALL -> 3;
        case SIGMA, SWALLOWS -> 2;
        default -> 1;
      };
    }

    private void operands(int instruction, int depth) {
      for (int k = 0; k < body.operandCount(instruction); k++) {
        int value = body.operand(instruction, k);
        boolean isBehind = body.blockOf(value) == block && value < user;
        if (!isBehind && seen[value] != block) {
          seen[value] = block;
          found.use(value, block);
        }
        if (depth > 1) {
          operands(value, depth - 1);
        }
      }
    }
  }
}
