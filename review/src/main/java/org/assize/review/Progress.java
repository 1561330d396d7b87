package org.assize.review;

/**
 * Hears how far a review is. {@link #fileDone} may be called by any thread, the others only by the
 * thread that reviews.
 */
public interface Progress {
  /** Listens to nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(Phase phase, int files) {}

        @Override
        public void fileDone() {}
      };

  /**
   * A phase begins, and the one before it ends.
   *
   * @param phase that begins
   * @param files how many files it goes through, or 0 where that is not known
   */
  void phase(Phase phase, int files);

  /** The current phase is done with one more file. */
  void fileDone();
}
