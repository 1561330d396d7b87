package org.assize.taint.language;

import java.util.Optional;
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

  /** Stands where a text begins that is cut into pieces; what it is cut at stands behind it. */
  private static final char CUT = '\uFFFB';

  /** Returns the surroundings of a text that is cut into pieces. */
  public static Surround ofWords(String separator) {
    return new Surround(StringShape.fixed(CUT + separator), StringShape.EMPTY);
  }

  /** Returns what the text is cut at, of which the hole is a part; empty where it is not cut. */
  Optional<String> separator() {
    String before = before();
    int cut = before.lastIndexOf(CUT);
    return cut < 0 ? Optional.empty() : Optional.of(before.substring(cut + 1, cut + 2));
  }

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
      if (segment instanceof Segment.Fixed fixed && hasText(fixed.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasText(String text) {
    int cut = text.lastIndexOf(CUT);
    return !text.substring(cut < 0 ? 0 : cut + 2).isBlank();
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
