package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.assize.review.Review;

/** Reviews of whole corpora; one is made once, however many tests read it. */
final class WholeReviews {
  private static final Map<Path, Review> MADE = new ConcurrentHashMap<>();

  private WholeReviews() {}

  /** The review of a corpus as a whole. */
  static Review of(Path corpus) throws IOException {
    Review review = MADE.get(corpus);
    if (review == null) {
      review = Evaluation.review(corpus, Knowledge.load());
      MADE.put(corpus, review);
    }
    return review;
  }

  /**
   * What the review of a corpus says of one file.
   *
   * @param path relative to the corpus
   */
  static List<Observation> of(Path corpus, String path) throws IOException {
    return of(corpus).observations().stream()
        .filter(o -> o.location().path().equals(path))
        .toList();
  }
}
