package org.assize.taint;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.assize.ir.Body;

/** Whether an instruction of a body can run in one run with another: one leads to the other. */
final class SameRun {
  private final Body body;
  private final int block;
  private final BitSet behind;

  SameRun(Body body, int instruction) {
    this.body = body;
    block = body.blockOf(instruction);
    behind = behind(block);
  }

  boolean with(int instruction) {
    int other = body.blockOf(instruction);
    return behind.get(other) || behind(other).get(block);
  }

  /** The blocks that a block leads to, itself included. */
  private BitSet behind(int start) {
    BitSet found = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      int at = open.pop();
      if (at >= 0 && !found.get(at)) {
        found.set(at);
        open.push(body.handler(at));
        for (int next : body.successors(at)) {
          open.push(next);
        }
      }
    }
    return found;
  }
}
