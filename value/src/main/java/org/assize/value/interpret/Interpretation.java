package org.assize.value.interpret;

import java.util.BitSet;
import java.util.List;
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
    boolean isComplete) {}
