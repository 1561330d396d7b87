package org.assize.facts;

/** Three-valued truth (Kleene's strong logic). */
public enum Truth {
  /** Holds. */
  TRUE,
  /** Does not hold. */
  FALSE,
  /** Depends on a value that is not known. */
  UNKNOWN;

  /** Returns the truth of a Java condition. */
  public static Truth of(boolean condition) {
    return condition ? TRUE : FALSE;
  }

  /** Returns the conjunction. */
  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  /** Returns the disjunction. */
  public Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  /** Returns the negation. */
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
