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
        public void phase(String name, int files) {}

        @Override
        public void fileDone() {}
      };

  /**
   * A phase begins, and the one before it ends.
   *
   * @param name a participle: {@code parsing}
   * @param files how many files it goes through, or 0 where that is not known
   */
  void phase(String name, int files);

  /** The current phase is done with one more file. */
  void fileDone();
}
