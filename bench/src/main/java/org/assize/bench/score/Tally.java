package org.assize.bench.score;

/**
 * How labels and a review agree.
 *
 * @param found labelled and said
 * @param missed labelled and not said
 * @param falsely said and labelled as no defect
 * @param silent not said and labelled as no defect
 */
record Tally(int found, int missed, int falsely, int silent) {
  static final Tally NONE = new Tally(0, 0, 0, 0);

  /** What one label adds. */
  static Tally one(boolean labelled, boolean said) {
    return new Tally(
        labelled && said ? 1 : 0,
        labelled && !said ? 1 : 0,
        !labelled && said ? 1 : 0,
        !labelled && !said ? 1 : 0);
  }

  Tally plus(Tally other) {
    return new Tally(
        found + other.found, missed + other.missed, falsely + other.falsely, silent + other.silent);
  }

  /** Share of the labelled that is said, 0 to 1; 0 where nothing is labelled. */
  double truePositiveRate() {
    return share(found, missed);
  }

  /** Share of what is labelled as no defect that is said, 0 to 1. */
  double falsePositiveRate() {
    return share(falsely, silent);
  }

  private static double share(int part, int rest) {
    return part + rest == 0 ? 0 : (double) part / (part + rest);
  }
}
