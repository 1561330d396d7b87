package org.assize.review;

import java.util.Comparator;
import java.util.List;

/**
 * The result of a review.
 *
 * @param tool who reviewed
 * @param verdict how it ends
 * @param program what was analysed
 * @param coverage what was looked at and what was not
 * @param scope the files that were reviewed, by path
 * @param observations by place, then weakness
 */
public record Review(
    Tool tool,
    Verdict verdict,
    ProgramSize program,
    Coverage coverage,
    List<FileSummary> scope,
    List<Observation> observations) {

  /** Copies the lists and puts them in order. */
  public Review {
    scope = scope.stream().sorted(Comparator.comparing(FileSummary::path)).toList();
    observations = observations.stream().sorted(Observation.ORDER).toList();
  }

  /** A review with the verdict that follows from its observations and coverage. */
  public static Review of(
      Tool tool,
      ProgramSize program,
      Coverage coverage,
      List<FileSummary> scope,
      List<Observation> observations) {
    Verdict verdict = Verdict.of(observations, coverage);
    return new Review(tool, verdict, program, coverage, scope, observations);
  }

  /** Returns the review as it is when only the selected weaknesses are looked for. */
  public Review only(Selection selection) {
    List<Observation> kept =
        observations.stream()
            .filter(seen -> selection.includes(seen.area(), seen.weakness()))
            .toList();
    return kept.size() == observations.size() ? this : of(tool, program, coverage, scope, kept);
  }
}
