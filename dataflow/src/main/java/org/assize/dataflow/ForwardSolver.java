package org.assize.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Solves a {@link ForwardProblem} by passes over the blocks in reverse postorder, until nothing
 * changes. A body without loops takes one pass.
 *
 * @param <S> the states
 */
public final class ForwardSolver<S> {
  /** From this pass on, counted from 0, states that grow are widened. */
  private static final int WIDEN_FROM = 3;

  private final ForwardProblem<S> problem;
  private final boolean hasLoops;
  private final List<@Nullable S> before;
  private boolean changed;
  private int pass;

  private ForwardSolver(int blocks, boolean hasLoops, ForwardProblem<S> problem) {
    this.problem = problem;
    this.hasLoops = hasLoops;
    before = new ArrayList<>(blocks);
    for (int i = 0; i < blocks; i++) {
      before.add(null);
    }
  }

  /**
   * Solves a problem.
   *
   * @param blocks how many there are; they are numbered in reverse postorder from the entry, 0
   * @param hasLoops whether an edge leads to a block of the same or a lower number
   * @param maxPasses after so many passes it stops, solved or not
   * @return the states at the starts of the blocks
   */
  public static <S> Solution<S> solve(
      int blocks, boolean hasLoops, int maxPasses, ForwardProblem<S> problem) {
    ForwardSolver<S> solver = new ForwardSolver<>(blocks, hasLoops, problem);
    return solver.run(maxPasses);
  }

  private Solution<S> run(int maxPasses) {
    before.set(0, problem.entry());
    changed = true;
    while (changed && pass < maxPasses) {
      changed = false;
      for (int block = 0; block < before.size(); block++) {
        S state = before.get(block);
        if (state != null) {
          // not in one expression: the transfer itself sets the field
          boolean moved = problem.transfer(block, state, this::flow);
          changed |= moved;
        }
      }
      pass++;
      changed &= hasLoops;
    }
    return new Solution<>(before, !changed, pass);
  }

  private void flow(int successor, S state) {
    S old = before.get(successor);
    S joined =
        old == null
            ? state
            : pass < WIDEN_FROM ? problem.join(old, state) : problem.widen(old, state);
    if (old == null || !old.equals(joined)) {
      before.set(successor, joined);
      changed = true;
    }
  }

  /**
   * What solving gave.
   *
   * @param states at the starts of the blocks; null where no edge that can be taken leads
   * @param isFixpoint false where the passes did not suffice
   * @param passes how many were made
   */
  public record Solution<S>(List<@Nullable S> states, boolean isFixpoint, int passes) {
    /** Returns what holds at the start of a block, unless it is never reached. */
    public Optional<S> at(int block) {
      return Optional.ofNullable(states.get(block));
    }
  }
}
