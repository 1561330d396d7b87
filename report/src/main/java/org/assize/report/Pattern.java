package org.assize.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Area;
import org.assize.facts.Status;
import org.assize.review.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Observations of one file that say the same: they differ in their place only.
 *
 * @param observations in source order, at least one
 */
record Pattern(List<Observation> observations) {
  private record Key(
      String path, String weakness, Status status, @Nullable Object reason, String message) {
    static Key of(Observation seen) {
      return new Key(
          seen.location().path(), seen.weakness(), seen.status(), seen.reason(), seen.message());
    }
  }

  /** By area, then place. */
  private static final Comparator<Pattern> BY_AREA =
      Comparator.comparing(Pattern::area)
          .thenComparing(pattern -> pattern.first().location())
          .thenComparing(pattern -> pattern.first(), Observation.ORDER);

  /** Copies the list. */
  Pattern {
    observations = List.copyOf(observations);
  }

  /** Groups observations; by area, then the place of each pattern's first observation. */
  static List<Pattern> group(Collection<Observation> observations) {
    Map<Key, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation seen : observations) {
      groups.computeIfAbsent(Key.of(seen), key -> new ArrayList<>()).add(seen);
    }
    return groups.values().stream().map(Pattern::new).sorted(BY_AREA).toList();
  }

  /** Returns the observation that stands for all. */
  Observation first() {
    return observations.getFirst();
  }

  Area area() {
    return first().area();
  }

  Status status() {
    return first().status();
  }

  String path() {
    return first().location().path();
  }

  /** Returns the lines, consecutive ones joined. */
  List<LineRange> ranges() {
    return LineRange.join(observations.stream().map(Observation::location).toList());
  }
}
