package org.assize.taint.attempt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** One way through a body: how far it has come, and what the instructions on it gave. */
final class Path {
  private final Body body;
  private final Held[] held;
  private int block;
  private int previous = -1;
  private boolean doubtful;

  private Path(Body body, Held[] held) {
    this.body = body;
    this.held = held;
  }

  /** Starts at the entry of a body. */
  Path(Body body) {
    this(body, new Held[body.size()]);
  }

  int block() {
    return block;
  }

  /** Whether a call on it may have ended it, for all that is known. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Returns what an instruction gave; of one that did not run nothing is known. */
  Held of(int instruction) {
    return held[instruction] == null ? Held.Open.ELSE : held[instruction];
  }

  void set(int instruction, Held value) {
    held[instruction] = value;
    doubtful |= value instanceof Held.Doubtful;
  }

  /** Goes on in another block; where ways meet, all values change at once. */
  void go(int next) {
    previous = block;
    block = next;
    Map<Integer, Held> met = new HashMap<>();
    for (int i = body.first(block); body.op(i) == Op.PHI; i++) {
      met.put(i, met(i));
    }
    met.forEach((phi, value) -> held[phi] = value);
  }

  private Held met(int phi) {
    for (int k = 0; k < body.predecessorCount(block); k++) {
      if (body.predecessor(block, k) == previous) {
        return of(body.operand(phi, k));
      }
    }
    return Held.Open.LOST;
  }

  /** Goes on where an exception is caught. */
  void caught(int handler, Held.Thrown exception) {
    go(handler);
    for (int i = body.first(handler); i <= body.last(handler); i++) {
      if (body.op(i) == Op.CAUGHT) {
        held[i] = new Held.Caught(exception.type(), exception.ofText());
      }
    }
  }

  /** Returns a way that parts from this one. */
  Path branch(int next) {
    Path other = new Path(body, held.clone());
    other.block = block;
    other.doubtful = doubtful;
    other.go(next);
    return other;
  }

  /** Returns what the way is equal to others by, from here on. */
  List<Object> state() {
    Held[] known = new Held[held.length];
    Arrays.setAll(known, this::of);
    return List.of(block, doubtful, Arrays.asList(known));
  }
}
