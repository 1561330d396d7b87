package org.assize.review;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in reviewed code.
 *
 * @param path relative to the program's root, with {@code /}
 * @param startLine from 1; counted within the cell where there is one
 * @param startColumn from 1, in UTF-16 units
 * @param endLine line that holds the end
 * @param endColumn column behind the last unit
 * @param cell number of the notebook's code cell from 1, or null outside of notebooks
 */
public record Location(
    String path, int startLine, int startColumn, int endLine, int endColumn, @Nullable Integer cell)
    implements Comparable<Location> {
  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::path)
          .thenComparingInt(location -> location.cell == null ? 0 : location.cell)
          .thenComparingInt(Location::startLine)
          .thenComparingInt(Location::startColumn)
          .thenComparingInt(Location::endLine)
          .thenComparingInt(Location::endColumn);

  /** Checks that the place is one. */
  public Location {
    boolean ordered = endLine > startLine || (endLine == startLine && endColumn >= startColumn);
    if (startLine < 1 || startColumn < 1 || endColumn < 1 || !ordered) {
      throw new IllegalArgumentException(
          "not a location: %s:%d:%d-%d:%d"
              .formatted(path, startLine, startColumn, endLine, endColumn));
    }
  }

  /** A place in a file that is no notebook. */
  public static Location of(
      String path, int startLine, int startColumn, int endLine, int endColumn) {
    return new Location(path, startLine, startColumn, endLine, endColumn, null);
  }

  /** Returns the last line that holds a unit of the place. */
  public int lastLine() {
    return endColumn == 1 && endLine > startLine ? endLine - 1 : endLine;
  }

  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }
}
