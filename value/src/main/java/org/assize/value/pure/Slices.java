package org.assize.value.pure;

import java.util.ArrayList;
import java.util.List;

/** Which indices a slice means (language reference, "slice.indices"). */
public final class Slices {
  private Slices() {}

  static List<Integer> indices(int length, Concrete lower, Concrete upper, Concrete step) {
    int by = step.equals(Concrete.NONE) ? 1 : clamped(step);
    if (by == 0) {
      throw Raised.valueError();
    }
    int first = by > 0 ? 0 : length - 1;
    int last = by > 0 ? length : -1;
    int from = lower.equals(Concrete.NONE) ? first : bound(clamped(lower), length, by);
    int to = upper.equals(Concrete.NONE) ? last : bound(clamped(upper), length, by);
    List<Integer> out = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      out.add((int) i);
    }
    return out;
  }

  private static int bound(int given, int length, int step) {
    int low = step > 0 ? 0 : -1;
    int high = step > 0 ? length : length - 1;
    long index = given < 0 ? (long) given + length : given;
    return (int) Math.max(low, Math.min(high, index));
  }

  /** Beyond any length the exact number does not matter. */
  private static int clamped(Concrete value) {
    var number = Numbers.whole(value);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }
}
