package org.assize.value.heap;

import org.assize.facts.Truth;
import org.assize.value.domain.Segment;

/**
 * How many elements there are.
 *
 * @param min the smallest number
 * @param max the largest, or {@link Segment#UNBOUNDED}
 */
public record Bounds(int min, int max) {
  /** Any number. */
  public static final Bounds ANY = new Bounds(0, Segment.UNBOUNDED);

  /** None. */
  public static final Bounds ZERO = new Bounds(0, 0);

  /** Returns one known number. */
  public static Bounds of(int exact) {
    return new Bounds(exact, exact);
  }

  /** Whether the number is known. */
  public boolean isExact() {
    return min == max;
  }

  /** Returns the sums. */
  public Bounds plus(Bounds second) {
    return new Bounds(limited((long) min + second.min), limited((long) max + second.max));
  }

  /** Returns the numbers less a constant, never below 0. */
  public Bounds minus(int count) {
    int less = max == Segment.UNBOUNDED ? max : Math.max(0, max - count);
    return new Bounds(Math.max(0, min - count), less);
  }

  /** Returns the products with a constant. */
  public Bounds times(int count) {
    boolean none = count <= 0;
    return none ? ZERO : new Bounds(limited((long) min * count), limited((long) max * count));
  }

  private static int limited(long value) {
    return (int) Math.min(value, Segment.UNBOUNDED);
  }

  /** Returns the smallest range with both. */
  public Bounds join(Bounds second) {
    return new Bounds(Math.min(min, second.min), Math.max(max, second.max));
  }

  /** Returns a range with both in which a bound that moves is given up. */
  public Bounds widen(Bounds next) {
    return new Bounds(next.min < min ? 0 : min, next.max > max ? Segment.UNBOUNDED : max);
  }

  /** Whether the other range has all numbers of this one. */
  public boolean isIncludedIn(Bounds wider) {
    return wider.min <= min && max <= wider.max;
  }

  /** Returns whether there is an element. */
  public Truth truth() {
    return min > 0 ? Truth.TRUE : max == 0 ? Truth.FALSE : Truth.UNKNOWN;
  }
}
