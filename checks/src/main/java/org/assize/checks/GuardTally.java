package org.assize.checks;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many handlers of requests were looked at, and how many of them ask who is calling. Where none
 * asks, nothing tells which of them should.
 */
public final class GuardTally {
  private final AtomicInteger handlers = new AtomicInteger();
  private final AtomicInteger asking = new AtomicInteger();

  GuardTally() {}

  void add(boolean asks) {
    handlers.incrementAndGet();
    if (asks) {
      asking.incrementAndGet();
    }
  }

  /** Whether there are handlers of which none asks. */
  public boolean nobodyAsks() {
    return handlers.get() > 0 && asking.get() == 0;
  }
}
