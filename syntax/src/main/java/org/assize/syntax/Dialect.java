package org.assize.syntax;

/**
 * Which language one pass over a text reads.
 *
 * @param version the grammar
 * @param reading how forms of other versions are taken
 */
record Dialect(PythonVersion version, Reading reading) {
  /** How forms that the grammar does not know are taken. */
  enum Reading {
    /** They are problems. */
    EXACT,
    /** Python 2 forms are accepted and noted. */
    TOLERANT,
    /** The text is Python 2: {@code print} is a keyword. */
    PYTHON2
  }

  boolean python2() {
    return reading == Reading.PYTHON2;
  }

  boolean exact() {
    return reading == Reading.EXACT;
  }

  boolean has(int sinceMinor) {
    return version.minor() >= sinceMinor;
  }
}
