/**
 * Fixpoints, for whatever is analysed: states that flow over the blocks of one body ({@link
 * org.assize.dataflow.ForwardSolver}), and results that bodies owe to each other ({@link
 * org.assize.dataflow.Levels}).
 *
 * <p>The problem says what a state is and how a block changes it; the solver knows the order, when
 * to widen, and when to stop. Everything is counted in steps, never in time, and visited by number,
 * so the same input gives the same result. The theory is Kildall, "A Unified Approach to Global
 * Program Optimization" (POPL 1973), with widening after Cousot and Cousot (POPL 1977).
 */
@NullMarked
package org.assize.dataflow;

import org.jspecify.annotations.NullMarked;
