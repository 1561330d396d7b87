package org.assize.value.entry;

/** How code leads to a body, the surest first. */
public enum How {
  /** It calls it. */
  CALL,
  /** Python calls it for a class: a special method, or a property. */
  PYTHON,
  /** It is defined inside, and runs with what is around it. */
  INSIDE,
  /** Its value is used: passed, returned, or kept in an object or a table. */
  VALUE,
  /** A call of its name on something unknown: one of at most five methods of that name. */
  BY_NAME,
  /** An attribute of its name is read of something unknown. */
  MENTION;

  /** Whether code that leads so is taken to call the body. */
  boolean counts() {
    return this != MENTION;
  }
}
