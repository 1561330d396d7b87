package org.assize.ir;

import java.util.List;

/**
 * Which elements of a tuple, list or set are starred.
 *
 * @param starred their indexes, ascending
 */
public record Display(List<Integer> starred) {
  /** Copies the list. */
  public Display {
    starred = List.copyOf(starred);
  }
}
