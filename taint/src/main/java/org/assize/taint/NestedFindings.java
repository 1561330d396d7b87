package org.assize.taint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Status;
import org.assize.program.PythonModule;

/**
 * Findings around others of the same on one line, as in {@code execute(text(query))}: what is made
 * inside is told there alone.
 */
final class NestedFindings {
  private NestedFindings() {}

  /** Returns the findings around which there is no other, in the same order. */
  static List<Finding> innermost(List<Finding> found) {
    Map<Line, List<Finding>> lines = new HashMap<>();
    found.forEach(f -> lines.computeIfAbsent(Line.of(f), l -> new ArrayList<>()).add(f));
    return found.stream()
        .filter(
            f -> lines.getOrDefault(Line.of(f), List.of()).stream().noneMatch(i -> isAround(f, i)))
        .toList();
  }

  /** What two findings have in common that may be one. */
  private record Line(PythonModule module, int line, String weakness, Status status) {
    static Line of(Finding finding) {
      Place place = finding.place();
      return new Line(place.module(), place.line(), finding.weakness().id(), finding.status());
    }
  }

  /** Whether one place holds another to which the same way leads in fewer steps. */
  private static boolean isAround(Finding outer, Finding inner) {
    return outer.place().start() < inner.place().start()
        && inner.place().end() <= outer.place().end()
        && first(outer).equals(first(inner))
        && outer.evidence().size() > inner.evidence().size();
  }

  private static Optional<Place> first(Finding finding) {
    return finding.evidence().stream().findFirst().map(Finding.Evidence::place);
  }
}
