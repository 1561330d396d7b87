package org.assize.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assize.facts.Area;
import org.assize.facts.Status;
import org.assize.review.Observation;

/**
 * How many observations an area has, for reviews too large to list them.
 *
 * @param area they belong to
 * @param text how many of which status and reason
 */
record AreaCounts(Area area, String text) {
  /** Counts observations; areas in their order. */
  static List<AreaCounts> of(Collection<Observation> observations) {
    Map<Area, Map<Status, Map<String, Integer>>> byArea = new EnumMap<>(Area.class);
    for (Observation seen : observations) {
      byArea
          .computeIfAbsent(seen.area(), area -> new EnumMap<>(Status.class))
          .computeIfAbsent(seen.status(), status -> new TreeMap<>())
          .merge(seen.reason() == null ? "" : seen.reason().id(), 1, Integer::sum);
    }
    List<AreaCounts> counts = new ArrayList<>();
    byArea.forEach((area, statuses) -> counts.add(new AreaCounts(area, text(statuses))));
    return counts;
  }

  private static String text(Map<Status, Map<String, Integer>> statuses) {
    List<String> parts = new ArrayList<>();
    statuses.forEach((status, reasons) -> parts.add(text(status, reasons)));
    return String.join("; ", parts);
  }

  private static String text(Status status, Map<String, Integer> reasons) {
    int all = reasons.values().stream().mapToInt(Integer::intValue).sum();
    List<String> why = new ArrayList<>();
    reasons.forEach((reason, number) -> {
      if (!reason.isEmpty()) {
        why.add((reasons.size() == 1 ? "" : Words.number(number) + " ") + reason);
      }
    });
    return Words.count(all, status) + (why.isEmpty() ? "" : " (" + String.join(", ", why) + ")");
  }
}
