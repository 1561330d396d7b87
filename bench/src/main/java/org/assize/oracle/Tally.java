package org.assize.oracle;

import java.util.EnumMap;
import java.util.Map;

/** Counts of one comparison; grows while it runs. */
public final class Tally {
  private int equal;
  private int rejectedByBoth;
  private int rejectedOnOneLine;
  private int refused;
  private int beyond;
  private final Map<Difference.Kind, Integer> different = new EnumMap<>(Difference.Kind.class);

  void countEqual() {
    equal++;
  }

  void countRejectedByBoth(boolean onOneLine) {
    rejectedByBoth++;
    rejectedOnOneLine += onOneLine ? 1 : 0;
  }

  /** Of scopes: the grammar allows the text, the table of names does not. */
  void countRefused() {
    refused++;
  }

  void countBeyond() {
    beyond++;
  }

  void count(Difference difference) {
    different.merge(difference.kind(), 1, Integer::sum);
  }

  /** Returns the number of files on which both sides had their say. */
  public int compared() {
    return equal + rejectedByBoth + different();
  }

  /** Returns the number of files met. */
  int total() {
    return compared() + refused + beyond;
  }

  /** Returns the number of files that differ and should not. */
  public int different() {
    return different.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the number of files that CPython gave up, so that there is nothing to compare. */
  public int beyond() {
    return beyond;
  }

  @Override
  public String toString() {
    return "%d compared, %d equal, %d rejected by both (%d at the same line), "
            .formatted(compared(), equal, rejectedByBoth, rejectedOnOneLine)
        + "%d trees differ, %d rejected only by us, %d only by CPython, %d spans, %d crashes, "
            .formatted(
                different.getOrDefault(Difference.Kind.TREE, 0),
                different.getOrDefault(Difference.Kind.REJECTED_BY_US, 0),
                different.getOrDefault(Difference.Kind.REJECTED_BY_CPYTHON, 0),
                different.getOrDefault(Difference.Kind.SPAN, 0),
                different.getOrDefault(Difference.Kind.CRASH, 0))
        + (refused == 0 ? "" : "%d whose scopes CPython refuses, ".formatted(refused))
        + "%d beyond CPython's limits".formatted(beyond);
  }
}
