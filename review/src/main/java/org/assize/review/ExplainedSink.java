package org.assize.review;

import java.util.List;
import org.assize.facts.Control;
import org.jspecify.annotations.Nullable;

/**
 * A place that interprets a value, and where the ways back from it end.
 *
 * @param location of it
 * @param weakness id of what it would be
 * @param name what interprets the value
 * @param outcome what a review says of it, or why it says nothing; a clause without a full stop
 * @param raised the observations that a review makes of it
 * @param ways the most telling first
 * @param isComplete false where a budget ended the search for ways
 */
public record ExplainedSink(
    Location location,
    String weakness,
    String name,
    String outcome,
    List<Observation> raised,
    List<Way> ways,
    boolean isComplete) {
  /** Copies the lists. */
  public ExplainedSink {
    raised = List.copyOf(raised);
    ways = List.copyOf(ways);
  }

  /**
   * A way back.
   *
   * @param ending one word for how it ends, for example {@code harmless}
   * @param control who determines the value, where somebody does; else null
   * @param steps from its end to the place; the first says why it ends there
   */
  public record Way(String ending, @Nullable Control control, List<Step> steps) {
    /** Copies the list. */
    public Way {
      steps = List.copyOf(steps);
    }
  }
}
