package org.assize.base;

/**
 * A half-open range of a text, in UTF-16 code units.
 *
 * @param start offset of the first unit, at least 0
 * @param end offset behind the last unit, at least {@code start}
 */
public record Span(int start, int end) {
  /** Checks the order of the two offsets. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /** Returns the number of units covered. */
  public int length() {
    return end - start;
  }
}
