package org.assize.syntax;

/** A unary operator, as CPython names it. */
public enum UnaryOperator {
  INVERT("~", "Invert"),
  NOT("not", "Not"),
  U_ADD("+", "UAdd"),
  U_SUB("-", "USub");

  private final String symbol;
  private final String astName;

  UnaryOperator(String symbol, String astName) {
    this.symbol = symbol;
    this.astName = astName;
  }

  /** Returns the operator as it is written. */
  public String symbol() {
    return symbol;
  }

  /** Returns the class name in CPython's {@code ast}. */
  public String astName() {
    return astName;
  }
}
