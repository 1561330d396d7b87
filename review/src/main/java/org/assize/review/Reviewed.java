package org.assize.review;

import java.util.List;
import org.assize.review.Coverage.NotParsed;

/**
 * A review and the code that it speaks about.
 *
 * @param review what is said
 * @param sources the code, as it was read
 * @param unread what the request names itself and could not be read, by path
 */
public record Reviewed(Review review, SourceLines sources, List<NotParsed> unread) {
  /** Copies the list. */
  public Reviewed {
    unread = List.copyOf(unread);
  }
}
