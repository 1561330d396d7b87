package org.assize.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.assize.review.Location;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive lines with places in them.
 *
 * @param first line, from 1
 * @param last line
 * @param places how many places they hold
 * @param cell of a notebook, or null
 */
record LineRange(int first, int last, int places, @Nullable Integer cell) {
  /** Joins the lines of places in one file, in order. */
  static List<LineRange> join(Collection<Location> places) {
    List<LineRange> joined = new ArrayList<>();
    for (Location place : places.stream().sorted(Comparator.naturalOrder()).toList()) {
      LineRange next = new LineRange(place.startLine(), place.lastLine(), 1, place.cell());
      if (!joined.isEmpty() && joined.getLast().touches(next)) {
        joined.set(joined.size() - 1, joined.getLast().and(next));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /**
   * Returns ranges as {@code 455, 469}, as many as fit into some columns; the rest is counted
   * ({@code 749-755 and 47 more}), or only hinted at ({@code 469, 476-492 …}) where the message
   * itself begins with the number.
   */
  static String text(List<LineRange> ranges, int columns, String message) {
    int all = ranges.stream().mapToInt(LineRange::places).sum();
    String whole = String.join(", ", ranges.stream().map(LineRange::toString).toList());
    if (whole.length() <= columns) {
      return whole;
    }
    boolean counted = message.startsWith(all + " ");
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (LineRange range : ranges) {
      String part = (told == 0 ? "" : ", ") + range;
      if (told > 0
          && text.length() + part.length() + rest(counted, all - told).length() > columns) {
        break;
      }
      text.append(part);
      told += range.places;
    }
    return told == all ? text.toString() : text + rest(counted, all - told);
  }

  private static String rest(boolean counted, int left) {
    return counted ? " …" : " and " + left + " more";
  }

  private boolean touches(LineRange next) {
    return Objects.equals(cell, next.cell) && next.first <= last + 1;
  }

  private LineRange and(LineRange next) {
    return new LineRange(first, Math.max(last, next.last), places + next.places, cell);
  }

  @Override
  public String toString() {
    String lines = first == last ? "" + first : first + "-" + last;
    return cell == null ? lines : "cell" + cell + ":" + lines;
  }
}
