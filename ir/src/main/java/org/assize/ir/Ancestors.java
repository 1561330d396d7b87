package org.assize.ir;

import java.util.Arrays;

/**
 * For each block one before it that every path to it goes through, and when each was started:
 * blocks form trees. Jumps over many ancestors make a climb logarithmic in its length (Myers, "An
 * Applicative Random-Access Stack", 1983).
 */
final class Ancestors {
  private static final int NONE = Code.NONE;

  private int[] parents = new int[16];
  private int[] jumps = new int[16];
  private int[] depths = new int[16];
  private int[] times = new int[16];
  private int[] loops = new int[16];
  private int clock;

  /** The header of the innermost loop that is being lowered, or -1. */
  int loop = NONE;

  /** Notes that a block is started. */
  void start(int block, int parent) {
    if (block >= parents.length) {
      grow(block);
    }
    parents[block] = parent;
    times[block] = ++clock;
    loops[block] = loop;
    boolean isRoot = parent == NONE;
    int jump = isRoot ? block : jumps[parent];
    boolean even = isRoot || depths[parent] - depths[jump] == depths[jump] - depths[jumps[jump]];
    depths[block] = isRoot ? 0 : depths[parent] + 1;
    jumps[block] = isRoot || !even ? (isRoot ? block : parent) : jumps[jump];
  }

  /** Returns when a block was started. */
  int time(int block) {
    return times[block];
  }

  /** Returns when the block was started that was started last. */
  int now() {
    return clock;
  }

  /** Returns when the header of the innermost loop around a block was started; 0 without one. */
  int loopTime(int block) {
    return loops[block] == NONE ? 0 : times[loops[block]];
  }

  /** Returns the farthest ancestor that was started after a time, or else the block itself. */
  int climb(int block, int time) {
    int at = block;
    while (parents[at] != NONE && times[parents[at]] > time) {
      at = times[jumps[at]] > time ? jumps[at] : parents[at];
    }
    return at;
  }

  private void grow(int block) {
    int length = Math.max(block + 1, parents.length * 2);
    parents = Arrays.copyOf(parents, length);
    jumps = Arrays.copyOf(jumps, length);
    depths = Arrays.copyOf(depths, length);
    times = Arrays.copyOf(times, length);
    loops = Arrays.copyOf(loops, length);
  }
}
