package org.assize.bench.score;

import java.util.List;
import org.assize.facts.Status;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.Review;

/**
 * What a review says of one place, as far as a scorer needs it.
 *
 * @param path relative to the reviewed folder, with {@code /}
 * @param firstLine from 1
 * @param lastLine not before the first
 * @param cwe numbers, the one that fits best first
 * @param status what is said
 * @param weakness its id
 */
record Statement(
    String path, int firstLine, int lastLine, List<Integer> cwe, Status status, String weakness) {
  /** Copies the list. */
  Statement {
    cwe = List.copyOf(cwe);
  }

  static Statement of(Observation seen) {
    Location at = seen.location();
    return new Statement(
        at.path(), at.startLine(), at.endLine(), seen.cwe(), seen.status(), seen.weakness());
  }

  static List<Statement> of(Review review) {
    return review.observations().stream().map(Statement::of).toList();
  }
}
