package org.assize.arch.samples.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** State that outlives a review. */
public final class Tables {
  static int counter;
  static final HashMap<String, String> CACHE = new HashMap<>();
  static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
  static final int[] OPEN_TABLE = {1, 2};
  static final List<String> LOOKS_CONSTANT = new ArrayList<>(Map.of("a", "b").keySet());

  private Tables() {}
}
