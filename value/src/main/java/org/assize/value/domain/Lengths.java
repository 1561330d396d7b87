package org.assize.value.domain;

/** Sums of lengths that may have no limit. */
final class Lengths {
  private Lengths() {}

  static int sum(int a, int b) {
    return (int) Math.min((long) a + b, Segment.UNBOUNDED);
  }
}
