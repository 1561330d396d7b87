package org.assize.ir;

/**
 * A name as one body sees it.
 *
 * @param id number within the body
 * @param kind how it is read and written
 * @param symbol index in {@link Body#symbols()}, or -1
 * @param name index in {@link Body#names()} of the name under which it is looked up while it is not
 *     bound, or -1
 */
record Variable(int id, Kind kind, int symbol, int name) {
  /** How a variable is read and written. */
  enum Kind {
    /** A value: no other body can see it. */
    LOCAL,
    /** A value that is stored at each write, because other bodies read it. */
    SHARED,
    /** Loaded and stored, because other bodies write it too. */
    REMOTE,
    /** A name that no scope binds. */
    UNKNOWN
  }

  /** Whether its value is known at every place of the body. */
  boolean isValue() {
    return kind == Kind.LOCAL || kind == Kind.SHARED;
  }
}
