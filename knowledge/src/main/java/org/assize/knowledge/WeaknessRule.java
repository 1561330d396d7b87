package org.assize.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Detector;
import org.assize.facts.Weakness;
import org.assize.taint.FlowDetector;

/**
 * A weakness and what finds it.
 *
 * @param weakness what it is
 * @param detectors the checks that find it, in the order of the file
 * @param flows the flows that it consists of
 */
public record WeaknessRule(Weakness weakness, List<Detector> detectors, List<FlowDetector> flows) {
  /** The kinds that need the flow analysis. */
  private static final Set<String> FLOWS = Set.of("flow", "role-flow", "role-comparison");

  /** Copies the lists. */
  public WeaknessRule {
    detectors = List.copyOf(detectors);
    flows = List.copyOf(flows);
  }

  /** Makes a rule of detectors as they are written; what cannot be read is left out. */
  static WeaknessRule of(
      Weakness weakness, String file, List<Tree> trees, List<KnowledgeProblem> problems) {
    DetectorBinder<Detector> checks = new DetectorBinder<>(Detector.class, file, problems);
    DetectorBinder<FlowDetector> flows = new DetectorBinder<>(FlowDetector.class, file, problems);
    List<Detector> detectors = new ArrayList<>();
    List<FlowDetector> found = new ArrayList<>();
    for (Tree tree : trees) {
      if (kind(tree).filter(FLOWS::contains).isPresent()) {
        flows.bind(tree).ifPresent(found::add);
      } else {
        checks.bind(tree).ifPresent(detectors::add);
      }
    }
    return new WeaknessRule(weakness, detectors, found);
  }

  private static Optional<String> kind(Tree tree) {
    return tree instanceof Tree.Mapping mapping
        ? mapping.entries().stream()
            .filter(e -> e.key().text().equals("kind"))
            .map(e -> e.value() instanceof Tree.Scalar s ? s.text() : "")
            .findFirst()
        : Optional.empty();
  }
}
