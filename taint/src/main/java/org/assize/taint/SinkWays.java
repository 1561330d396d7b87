package org.assize.taint;

import java.util.List;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Control;
import org.assize.facts.Weakness;
import org.jspecify.annotations.Nullable;

/**
 * A place that interprets a value, with every way back from it.
 *
 * @param at the place
 * @param weakness what it would be
 * @param name what interprets the value, as a review calls it
 * @param ways the shortest first
 * @param isComplete false where a budget ended the search
 * @param findings what these ways are worth
 */
public record SinkWays(
    Place at,
    Weakness weakness,
    String name,
    List<Way> ways,
    boolean isComplete,
    List<Finding> findings) {
  /** Copies the lists. */
  public SinkWays {
    ways = List.copyOf(ways);
    findings = List.copyOf(findings);
  }

  /** How a way ends. */
  public enum Kind {
    /** Somebody determines the value. */
    CONTROLLED,
    /** A function decides whose code was not found. */
    UNDECIDED,
    /** The value is of a kind that is looked for. */
    MADE,
    /** Nothing says who determines the value. */
    UNKNOWN,
    /** The value does no harm there. */
    HARMLESS,
    /** The program's own text determines the value. */
    FIXED
  }

  /**
   * A way.
   *
   * @param kind how it ends
   * @param control who determines the value, where somebody does; else null
   * @param steps from the end to the place; the first says why the way ends there
   * @param lines where every value on the way is made
   */
  public record Way(
      Kind kind, @Nullable Control control, List<Finding.Evidence> steps, List<Place> lines) {
    /** Copies the lists. */
    public Way {
      steps = List.copyOf(steps);
      lines = List.copyOf(lines);
    }
  }
}
