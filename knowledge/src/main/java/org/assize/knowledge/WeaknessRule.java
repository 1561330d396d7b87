package org.assize.knowledge;

import java.util.List;
import org.assize.checks.Detector;
import org.assize.facts.Weakness;

/**
 * A weakness and what finds it.
 *
 * @param weakness what it is
 * @param detectors the checks that find it, in the order of the file; none where only the flow
 *     analysis does
 */
public record WeaknessRule(Weakness weakness, List<Detector> detectors) {
  /** Copies the list. */
  public WeaknessRule {
    detectors = List.copyOf(detectors);
  }
}
