package org.assize.taint.language;

import org.assize.value.domain.Segment;
import org.assize.value.domain.StringShape;

/**
 * What stands around a hole in the text that reaches a sink.
 *
 * @param left what comes before it
 * @param right what comes behind it
 */
public record Surround(StringShape left, StringShape right) {
  /** The value is the whole text. */
  public static final Surround NOTHING = new Surround(StringShape.EMPTY, StringShape.EMPTY);

  /** Stands for a part of the text that is not known. */
  static final char UNKNOWN = '\uFFFC';

  /** Returns the surroundings of a part, where the whole stands in these. */
  public Surround around(StringShape before, StringShape behind) {
    return new Surround(left.concat(before), behind.concat(right));
  }

  /** Whether the value is put together with fixed text. */
  public boolean isComposed() {
    return hasText(left) || hasText(right);
  }

  private static boolean hasText(StringShape shape) {
    for (Segment segment : shape.segments()) {
      if (segment instanceof Segment.Fixed fixed && !fixed.value().isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text before the hole, {@link #UNKNOWN} for each part that is not known. */
  public String before() {
    return text(left);
  }

  /** Returns the text behind the hole. */
  public String behind() {
    return text(right);
  }

  private static String text(StringShape shape) {
    StringBuilder out = new StringBuilder();
    for (Segment segment : shape.segments()) {
      if (segment instanceof Segment.Fixed fixed) {
        out.append(fixed.value());
      } else {
        out.append(UNKNOWN);
      }
    }
    return out.toString();
  }
}
