package org.assize.arch.samples.cycle.two;

import org.assize.arch.samples.cycle.one.One;

/** The other half. */
public final class Two {
  private Two() {}

  /** Returns to the first half. */
  public static int go(int steps) {
    return steps == 0 ? 0 : One.go(steps - 1);
  }
}
