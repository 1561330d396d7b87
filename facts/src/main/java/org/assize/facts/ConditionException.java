package org.assize.facts;

/** A condition that cannot be read. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int column;

  ConditionException(int column, String message) {
    super(message);
    this.column = column;
  }

  ConditionException(int column, String message, Throwable cause) {
    super(message, cause);
    this.column = column;
  }

  /** Returns where the text stops making sense, from 1, in UTF-16 units. */
  public int column() {
    return column;
  }
}
