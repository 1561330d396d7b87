package org.assize.review;

/** Who reaches a function. */
public enum Reached {
  /** Production code, or whoever calls the program from outside. */
  PRODUCTION,
  /** Tests, and nobody else. */
  TESTS,
  /** Nothing in the program, as far as it can be followed. */
  NOTHING
}
