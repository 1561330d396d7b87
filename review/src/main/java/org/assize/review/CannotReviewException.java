package org.assize.review;

/**
 * A request that leads to no review: a path that does not exist, nothing to review, options that
 * contradict each other.
 */
public final class CannotReviewException extends Exception {
  /**
   * Creates the exception.
   *
   * @param message for the user: names the file, says what is wrong and what to do
   */
  public CannotReviewException(String message) {
    super(message);
  }
}
