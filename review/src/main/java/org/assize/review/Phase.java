package org.assize.review;

/** What a review does, in this order. */
public enum Phase {
  /** Listing folders. */
  FINDING("finding files"),
  /** Reading and parsing the program's files. */
  PARSING("parsing"),
  /** Building what all checks ask: modules, scopes, names. */
  RESOLVING("resolving names"),
  /** Interpreting all bodies and following their calls; only where a map is asked for. */
  FOLLOWING("following calls"),
  /** Judging the files of the scope; the longest, and nothing of note comes after it. */
  REVIEWING("reviewing");

  private final String participle;

  Phase(String participle) {
    this.participle = participle;
  }

  @Override
  public String toString() {
    return participle;
  }
}
