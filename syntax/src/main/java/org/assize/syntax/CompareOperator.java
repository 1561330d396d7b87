package org.assize.syntax;

/** A comparison operator, as CPython names it; {@code <>} is {@link #NOT_EQ}. */
public enum CompareOperator {
  EQ("==", "Eq"),
  NOT_EQ("!=", "NotEq"),
  LT("<", "Lt"),
  LT_E("<=", "LtE"),
  GT(">", "Gt"),
  GT_E(">=", "GtE"),
  IS("is", "Is"),
  IS_NOT("is not", "IsNot"),
  IN("in", "In"),
  NOT_IN("not in", "NotIn");

  private final String symbol;
  private final String astName;

  CompareOperator(String symbol, String astName) {
    this.symbol = symbol;
    this.astName = astName;
  }

  /** Returns the operator that holds exactly where this one does not. */
  public CompareOperator negated() {
    return switch (this) {
      case EQ -> NOT_EQ;
      case NOT_EQ -> EQ;
      case IS -> IS_NOT;
      case IS_NOT -> IS;
      case IN -> NOT_IN;
      case NOT_IN -> IN;
      case LT -> GT_E;
      case LT_E -> GT;
      case GT -> LT_E;
      case GT_E -> LT;
    };
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
