package org.assize.review;

import java.util.List;
import org.assize.facts.Weakness;

/** Reviews Python code. */
public interface Reviewer {
  /** Returns what reviews, with its versions. */
  Tool tool();

  /** Returns the weaknesses that are looked for, by id. */
  List<Weakness> weaknesses();

  /**
   * Reviews.
   *
   * @throws CannotReviewException where the request leads to no review
   */
  Reviewed review(ReviewRequest request, Progress progress) throws CannotReviewException;

  /**
   * Says how the program of a request is entered, and who reaches the functions of its scope.
   *
   * @throws CannotReviewException where the request leads to no map
   */
  ProgramMap map(ReviewRequest request, Progress progress) throws CannotReviewException;

  /**
   * Says what is known of one line of the only file of a request.
   *
   * @param line its number, from 1
   * @throws CannotReviewException where there is no such line, or the request leads to no review
   */
  LineExplanation explain(ReviewRequest request, int line, Progress progress)
      throws CannotReviewException;
}
