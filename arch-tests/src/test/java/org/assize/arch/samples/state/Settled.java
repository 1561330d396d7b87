package org.assize.arch.samples.state;

import java.util.List;
import java.util.Map;

/** Constants, and a table that nobody else can reach. */
public final class Settled {
  static final String NAME = "name";
  static final List<String> NAMES = List.of("a", "b");
  static final Map<String, String> EMPTY = Map.of();
  private static final int[] TABLE = {1, 2};

  private Settled() {}

  static int look(int at) {
    return TABLE[at];
  }
}
