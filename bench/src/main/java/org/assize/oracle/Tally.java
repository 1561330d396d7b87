package org.assize.oracle;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of one comparison; grows while it runs. */
public final class Tally {
  private int equal;
  private int rejectedByBoth;
  private int rejectedOnOneLine;
  private int beyond;
  private final Map<Difference.Kind, Integer> different = new EnumMap<>(Difference.Kind.class);
  private final Map<String, Integer> deliberate = new TreeMap<>();

  void countEqual() {
    equal++;
  }

  void countRejectedByBoth(boolean onOneLine) {
    rejectedByBoth++;
    rejectedOnOneLine += onOneLine ? 1 : 0;
  }

  void countBeyond() {
    beyond++;
  }

  void count(Difference difference) {
    different.merge(difference.kind(), 1, Integer::sum);
  }

  void count(Deliberate meant) {
    deliberate.merge(meant.name(), 1, Integer::sum);
  }

  /** Returns the number of files on which both sides had their say. */
  public int compared() {
    return equal + rejectedByBoth + different() + sum(deliberate);
  }

  /** Returns the number of files met. */
  int total() {
    return compared() + beyond;
  }

  /** Returns the number of files that differ and should not. */
  public int different() {
    return sum(different);
  }

  private static int sum(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    return "%d compared, %d equal, %d rejected by both (%d at the same line), "
            .formatted(compared(), equal, rejectedByBoth, rejectedOnOneLine)
        + "%d trees differ, %d rejected only by us, %d only by CPython, %d crashes, "
            .formatted(
                different.getOrDefault(Difference.Kind.TREE, 0),
                different.getOrDefault(Difference.Kind.REJECTED_BY_US, 0),
                different.getOrDefault(Difference.Kind.REJECTED_BY_CPYTHON, 0),
                different.getOrDefault(Difference.Kind.CRASH, 0))
        + "%d different on purpose, %d beyond CPython's limits".formatted(sum(deliberate), beyond);
  }
}
