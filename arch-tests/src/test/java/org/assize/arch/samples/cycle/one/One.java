package org.assize.arch.samples.cycle.one;

import org.assize.arch.samples.cycle.two.Two;

/** Half of a cycle. */
public final class One {
  private One() {}

  /** Begins. */
  public static int go(int steps) {
    return steps == 0 ? 0 : Two.go(steps - 1);
  }
}
