/**
 * Follows a value backwards from a sink to everything that may determine it, over the SSA form of
 * bodies, their calls, fields and containers. What an instruction can hold, which blocks run and
 * what calls reach is asked of the analysis of values; a way ends where a value is fixed, harmless
 * at the sink, determined by somebody, or not known.
 *
 * <p>Calls and returns are matched: a way that enters a function by its result leaves it by the
 * arguments of the same call (Reps, Horwitz, Sagiv 1995, on demand).
 */
@NullMarked
package org.assize.taint.trace;

import org.jspecify.annotations.NullMarked;
