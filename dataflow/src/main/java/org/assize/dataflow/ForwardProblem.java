package org.assize.dataflow;

/**
 * A problem whose states flow forward over the blocks of one body.
 *
 * <p>The transfer function must be monotone, and {@link #widen} must end every growing chain.
 *
 * @param <S> what is known at the start or end of a block; compared by {@code equals}
 */
public interface ForwardProblem<S> {
  /** Returns what holds when the body is entered. */
  S entry();

  /**
   * Goes through one block.
   *
   * @param block its number
   * @param before what holds at its start
   * @param edges takes what holds on each edge out of the block that can be taken
   */
  void transfer(int block, S before, Edges<S> edges);

  /** Returns the least state that covers both. */
  S join(S first, S second);

  /** Returns a state that covers both, such that a chain of widenings ends. */
  S widen(S older, S newer);

  /** Takes what goes out of a block. */
  interface Edges<S> {
    /** An edge to a block can be taken, with this state. */
    void reach(int successor, S state);

    /** Something beside the state at its start changed that the transfer of a block depends on. */
    void revisit(int block);
  }
}
