package org.assize.facts;

/** How a given constant may stand to a literal of a {@link Condition}. */
public enum Relation {
  /** Equal, strings by their exact text. */
  EQUAL("="),
  /** Not equal; holds where nothing is given. */
  NOT_EQUAL("!="),
  /** Less, numbers only. */
  LESS("<"),
  /** Less or equal, numbers only. */
  AT_MOST("<="),
  /** Greater, numbers only. */
  GREATER(">"),
  /** Greater or equal, numbers only. */
  AT_LEAST(">="),
  /** Shares a bit, integers only. */
  HAS_BITS("&"),
  /** Starts with, strings only. */
  STARTS_WITH("startswith"),
  /** Ends with, strings only. */
  ENDS_WITH("endswith"),
  /** Contains, strings only. */
  CONTAINS("contains"),
  /** As a whole fits a regular expression, strings only. */
  MATCHES("matches");

  private final String text;

  Relation(String text) {
    this.text = text;
  }

  /** Returns the relation as conditions write it. */
  public String text() {
    return text;
  }
}
