package org.assize.taint.trace;

import java.util.List;

/**
 * Everything that may determine what a sink is given.
 *
 * @param ends where the ways end, the shortest way first
 * @param isComplete false where a budget ended the search
 */
public record Trace(List<End> ends, boolean isComplete) {
  /** Copies the list. */
  public Trace {
    ends = List.copyOf(ends);
  }

  /** Returns the ends of one kind. */
  public <E extends End> List<E> all(Class<E> kind) {
    return ends.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
