package org.assize.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.assize.facts.Status;

/**
 * Which observations a report lists; the verdict counts all of them whatever is listed.
 *
 * @param statuses what the user asked for; empty leaves it to the format
 */
public record Show(Set<Status> statuses) {
  /** Leaves it to the format and the size of the review. */
  public static final Show AUTO = new Show(Set.of());

  /** Everything. */
  public static final Show ALL = new Show(EnumSet.allOf(Status.class));

  /** Copies the set. */
  public Show {
    statuses = Set.copyOf(statuses);
  }

  /** Lists observations of these statuses; at least one. */
  public static Show only(Collection<Status> statuses) {
    return new Show(EnumSet.copyOf(statuses));
  }

  /** Whether the format decides. */
  public boolean auto() {
    return statuses.isEmpty();
  }

  /** Whether a status is listed, with the format's own answer where it decides. */
  boolean lists(Status status, Set<Status> ofTheFormat) {
    return (auto() ? ofTheFormat : statuses).contains(status);
  }
}
