package org.assize.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assize.facts.CodeRole;
import org.assize.facts.Status;
import org.assize.review.FileSummary;
import org.assize.review.Observation;
import org.assize.review.Review;

/**
 * How much a review says.
 *
 * @param lines of all files
 * @param production those outside of tests
 * @param defects outside of tests, by who determines the value
 * @param undecided outside of tests
 * @param cautions outside of tests
 * @param inTests defects in tests
 */
record NoiseRow(
    int lines,
    int production,
    Map<String, Integer> defects,
    int undecided,
    int cautions,
    int inTests) {
  /** Stands for who determines the value where there is none. */
  static final String NO_VALUE = "no value";

  static final NoiseRow NONE = new NoiseRow(0, 0, Map.of(), 0, 0, 0);

  /** Who can determine the value of a defect. */
  private static final List<String> TRUST = List.of("remote", "tool", "peer", "caller", NO_VALUE);

  static final String HEADING =
      "| package | lines | outside of tests | %s | undecided | cautions | defects in tests |%n"
              .formatted(String.join(" | ", TRUST))
          + "|---".repeat(TRUST.size() + 6)
          + "|\n";

  static NoiseRow of(Review review) {
    Map<String, Integer> defects = new TreeMap<>();
    review.observations().stream()
        .filter(NoiseRow::isDefect)
        .forEach(seen -> defects.merge(trust(seen), 1, Integer::sum));
    return new NoiseRow(
        review.scope().stream().mapToInt(FileSummary::lines).sum(),
        review.scope().stream()
            .filter(file -> file.role() != CodeRole.TEST)
            .mapToInt(FileSummary::lines)
            .sum(),
        defects,
        count(review, Status.UNDECIDED, false),
        count(review, Status.CAUTION, false),
        count(review, Status.DEFECT, true));
  }

  /** Returns whether it is a defect outside of tests. */
  static boolean isDefect(Observation seen) {
    return seen.status() == Status.DEFECT && seen.role() != CodeRole.TEST;
  }

  /** Returns whether it is undecided outside of tests. */
  static boolean isUndecided(Observation seen) {
    return seen.status() == Status.UNDECIDED && seen.role() != CodeRole.TEST;
  }

  /** Who determines the value of a defect. */
  static String trust(Observation seen) {
    return seen.trust() == null ? NO_VALUE : seen.trust().id();
  }

  private static int count(Review review, Status status, boolean inTests) {
    return (int)
        review.observations().stream()
            .filter(o -> o.status() == status && (o.role() == CodeRole.TEST) == inTests)
            .count();
  }

  /** Both together. */
  NoiseRow plus(NoiseRow other) {
    Map<String, Integer> sum = new TreeMap<>(defects);
    other.defects.forEach((trust, n) -> sum.merge(trust, n, Integer::sum));
    return new NoiseRow(
        lines + other.lines,
        production + other.production,
        sum,
        undecided + other.undecided,
        cautions + other.cautions,
        inTests + other.inTests);
  }

  /** A row of the table. */
  String text(String name) {
    String cells =
        TRUST.stream()
            .map(trust -> String.valueOf(defects.getOrDefault(trust, 0)))
            .collect(Collectors.joining(" | "));
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %s | %d | %d | %d |%n",
        name,
        lines,
        production,
        cells,
        undecided,
        cautions,
        inTests);
  }

  /** How much that is for 10,000 lines outside of tests. */
  String rates() {
    int all = defects.values().stream().mapToInt(Integer::intValue).sum();
    return String.format(
        Locale.ROOT,
        "%d defects, %.2f for 10,000 lines outside of tests; undecided %.2f, cautions %.2f",
        all,
        rate(all),
        rate(undecided),
        rate(cautions));
  }

  private double rate(int count) {
    return count * 10_000.0 / Math.max(1, production);
  }
}
