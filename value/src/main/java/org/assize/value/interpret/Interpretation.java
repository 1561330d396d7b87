package org.assize.value.interpret;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.assize.ir.Body;
import org.assize.value.domain.AbstractValue;

/**
 * What interpreting one body gave.
 *
 * @param values of the instructions; {@link AbstractValue#BOTTOM} where they are never reached
 * @param reached the blocks that can run
 * @param summary for callers
 * @param effects on the rest of the program
 * @param isComplete false where a budget ended the interpretation; then values may miss something
 */
public record Interpretation(
    List<AbstractValue> values,
    BitSet reached,
    Summary summary,
    Effects effects,
    boolean isComplete) {
  /** Nothing is known of a body, and everything in it may run. */
  public static Interpretation unknown(Body body) {
    BitSet reached = new BitSet();
    reached.set(0, body.blockCount());
    return new Interpretation(
        Collections.nCopies(body.size(), AbstractValue.UNKNOWN),
        reached,
        Summary.UNKNOWN,
        new Effects(),
        false);
  }
}
