package org.assize.base;

/**
 * Something in a text that could not be understood; never a reason to drop the rest of it.
 *
 * @param span where, possibly empty
 * @param message what, in the manner of CPython's own messages ({@code invalid syntax})
 */
public record Problem(Span span, String message) {
  /** A problem between two offsets. */
  public static Problem at(int start, int end, String message) {
    return new Problem(new Span(start, Math.max(start, end)), message);
  }
}
