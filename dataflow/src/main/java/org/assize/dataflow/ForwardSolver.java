package org.assize.dataflow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Solves a {@link ForwardProblem}: of the blocks that have to be visited the first in reverse
 * postorder is visited next, until there is none. So a loop is done before what follows it, and a
 * body without loops takes one visit of each block.
 *
 * @param <S> the states
 */
public final class ForwardSolver<S> {
  /** A state that grew so often is widened from then on. */
  private static final int WIDEN_FROM = 3;

  private final ForwardProblem<S> problem;
  private final List<@Nullable S> before;
  private final int[] grown;
  private final int[] visits;
  private final BitSet open = new BitSet();
  private final Edges edges = new Edges();

  private ForwardSolver(int blocks, ForwardProblem<S> problem) {
    this.problem = problem;
    grown = new int[blocks];
    visits = new int[blocks];
    before = new ArrayList<>(blocks);
    for (int i = 0; i < blocks; i++) {
      before.add(null);
    }
  }

  /**
   * Solves a problem.
   *
   * @param blocks how many there are; they are numbered in reverse postorder from the entry, 0
   * @param maxVisits a block is visited no more often, solved or not
   * @return the states at the starts of the blocks
   */
  public static <S> Solution<S> solve(int blocks, int maxVisits, ForwardProblem<S> problem) {
    ForwardSolver<S> solver = new ForwardSolver<>(blocks, problem);
    return solver.run(maxVisits);
  }

  private Solution<S> run(int maxVisits) {
    boolean isFixpoint = true;
    edges.reach(0, problem.entry());
    for (int block = open.nextSetBit(0); block >= 0; block = open.nextSetBit(0)) {
      open.clear(block);
      S state = before.get(block);
      if (state != null && visits[block] < maxVisits) {
        visits[block]++;
        problem.transfer(block, state, edges);
      } else {
        isFixpoint = false;
      }
    }
    return new Solution<>(before, isFixpoint);
  }

  private final class Edges implements ForwardProblem.Edges<S> {
    @Override
    public void reach(int successor, S state) {
      S old = before.get(successor);
      if (old == null) {
        before.set(successor, state);
        open.set(successor);
        return;
      }
      S joined =
          grown[successor] < WIDEN_FROM ? problem.join(old, state) : problem.widen(old, state);
      if (joined != old && !old.equals(joined)) {
        grown[successor]++;
        before.set(successor, joined);
        open.set(successor);
      }
    }

    @Override
    public void revisit(int block) {
      if (before.get(block) != null) {
        open.set(block);
      }
    }
  }

  /**
   * What solving gave.
   *
   * @param states at the starts of the blocks; null where no edge that can be taken leads
   * @param isFixpoint false where the visits did not suffice
   */
  public record Solution<S>(List<@Nullable S> states, boolean isFixpoint) {
    /** Returns what holds at the start of a block, unless it is never reached. */
    public Optional<S> at(int block) {
      return Optional.ofNullable(states.get(block));
    }
  }
}
