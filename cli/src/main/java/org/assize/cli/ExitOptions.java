package org.assize.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.review.Observation;
import org.assize.review.Review;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** When a review fails the process. */
final class ExitOptions {
  private static final String NEVER = "never";

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Exit with 1 for defects of this severity or more: low (default), medium, high, critical"
              + " or never.")
  private String failOn = "low";

  @Option(
      names = "--strict",
      description =
          "Files that could not be parsed and undecided suspicions of high or critical severity"
              + " count, too.")
  private boolean strict;

  /**
   * Returns the threshold, nothing where no review fails.
   *
   * @throws UnknownWordException where the word is none of ours
   */
  Optional<Severity> threshold(CommandLine command) {
    if (failOn.equals(NEVER)) {
      return Optional.empty();
    }
    Optional<Severity> severity = Severity.parse(failOn);
    if (severity.isEmpty()) {
      List<String> valid =
          new ArrayList<>(Arrays.stream(Severity.values()).map(Severity::id).toList());
      valid.add(NEVER);
      throw UnknownWordException.of(command, "--fail-on", failOn, valid);
    }
    return severity;
  }

  /** Returns the exit status of a review. */
  int status(Review review, Optional<Severity> threshold) {
    if (threshold.isEmpty()) {
      return ExitStatus.CLEAN;
    }
    boolean found =
        review.observations().stream().anyMatch(seen -> counts(seen, threshold.get()))
            || (strict && !review.coverage().notParsed().isEmpty());
    return found ? ExitStatus.FOUND : ExitStatus.CLEAN;
  }

  private boolean counts(Observation seen, Severity threshold) {
    boolean considered =
        seen.status() == Status.DEFECT
            || (strict
                && seen.status() == Status.UNDECIDED
                && seen.severity().compareTo(Severity.HIGH) >= 0);
    return considered && seen.severity().compareTo(threshold) >= 0;
  }
}
