package org.assize.report;

import org.assize.review.Location;

/** Places as a terminal or an editor opens them on a click. */
final class Places {
  private Places() {}

  /** Returns {@code path:line:column}. */
  static String exact(Location place) {
    return line(place) + ":" + place.startColumn();
  }

  /** Returns {@code path:line}. */
  static String line(Location place) {
    return place.path() + ":" + lineOnly(place);
  }

  /** Returns the line alone, with its cell in a notebook. */
  static String lineOnly(Location place) {
    return (place.cell() == null ? "" : "cell" + place.cell() + ":") + place.startLine();
  }
}
