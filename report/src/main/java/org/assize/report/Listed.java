package org.assize.report;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assize.facts.Status;
import org.assize.review.Observation;
import org.assize.review.Review;

/**
 * What a report for people lists, one by one, and what it only counts.
 *
 * @param defects most severe first, then by place
 * @param undecided grouped, by area and place
 * @param others cautions and refuted suspicions, grouped, by area and place
 * @param counted observations that are not listed one by one but counted by area
 */
record Listed(
    List<Observation> defects,
    List<Pattern> undecided,
    List<Pattern> others,
    List<Observation> counted) {
  /** Up to this many files in scope, everything is listed unless the user asks otherwise. */
  static final int SMALL = 10;

  private static final Set<Status> OTHERS = EnumSet.of(Status.CAUTION, Status.REFUTED);

  private static final Comparator<Observation> WORST_FIRST =
      Comparator.comparing(Observation::severity)
          .reversed()
          .thenComparing(Observation::area)
          .thenComparing(Observation.ORDER);

  static Listed of(Review review, Show show) {
    boolean small = review.coverage().files() <= SMALL;
    Set<Status> usual =
        small ? EnumSet.allOf(Status.class) : EnumSet.of(Status.DEFECT, Status.UNDECIDED);
    List<Observation> defects =
        listed(review, show, usual, EnumSet.of(Status.DEFECT)).stream()
            .sorted(WORST_FIRST)
            .toList();
    List<Observation> counted =
        show.auto() && !small
            ? review.observations().stream().filter(seen -> OTHERS.contains(seen.status())).toList()
            : List.of();
    return new Listed(
        defects,
        Pattern.group(listed(review, show, usual, EnumSet.of(Status.UNDECIDED))),
        Pattern.group(listed(review, show, usual, OTHERS)),
        counted);
  }

  /** Whether there is something that the reader should act on. */
  boolean hasHeadlines() {
    return !defects.isEmpty() || !undecided.isEmpty();
  }

  private static List<Observation> listed(
      Review review, Show show, Set<Status> usual, Set<Status> kind) {
    return review.observations().stream()
        .filter(seen -> kind.contains(seen.status()) && show.lists(seen.status(), usual))
        .toList();
  }
}
