package org.assize.syntax;

import static org.assize.syntax.Token.*;

/** What the kinds of token mean in an expression. */
final class Operators {
  static final int OR_LEVEL = 1;
  static final int AND_LEVEL = 2;
  static final int NOT_LEVEL = 3;
  static final int COMPARE_LEVEL = 4;
  static final int BITWISE_OR_LEVEL = 5;

  private static final byte[] LEVEL = levels();
  private static final boolean[] STARTS = starts();
  private static final Operator[] OPERATORS = operators();

  private Operators() {}

  /** Returns how tightly a token binds as an infix operator, from 1; 0 if it is none. */
  static int level(int kind) {
    return LEVEL[kind];
  }

  /** Returns the binary operator of a token. */
  static Operator of(int kind) {
    return OPERATORS[kind];
  }

  private static byte[] levels() {
    byte[] levels = new byte[KINDS];
    levels[OR] = OR_LEVEL;
    levels[AND] = AND_LEVEL;
    for (int kind :
        new int[] {EQ_EQ, Token.NOT_EQ, LESS, LESS_EQ, GREATER, GREATER_EQ, IN, IS, NOT}) {
      levels[kind] = COMPARE_LEVEL;
    }
    levels[VBAR] = BITWISE_OR_LEVEL;
    levels[CIRCUMFLEX] = 6;
    levels[AMPER] = 7;
    levels[LEFT_SHIFT] = 8;
    levels[RIGHT_SHIFT] = 8;
    levels[PLUS] = 9;
    levels[MINUS] = 9;
    for (int kind : new int[] {STAR, SLASH, DOUBLE_SLASH, PERCENT, AT}) {
      levels[kind] = 10;
    }
    return levels;
  }

  private static boolean[] starts() {
    boolean[] starts = new boolean[KINDS];
    int[] kinds = {
      NAME,
      NUMBER,
      STRING,
      FSTRING,
      LPAR,
      LSQB,
      LBRACE,
      Token.ELLIPSIS,
      BACKTICK,
      TILDE,
      PLUS,
      MINUS,
      FALSE,
      Token.NONE,
      TRUE,
      AWAIT,
      LAMBDA,
      NOT
    };
    for (int kind : kinds) {
      starts[kind] = true;
    }
    return starts;
  }

  private static Operator[] operators() {
    Operator[] operators = new Operator[DOUBLE_STAR + 1];
    operators[VBAR] = Operator.BIT_OR;
    operators[CIRCUMFLEX] = Operator.BIT_XOR;
    operators[AMPER] = Operator.BIT_AND;
    operators[LEFT_SHIFT] = Operator.L_SHIFT;
    operators[RIGHT_SHIFT] = Operator.R_SHIFT;
    operators[PLUS] = Operator.ADD;
    operators[MINUS] = Operator.SUB;
    operators[STAR] = Operator.MULT;
    operators[SLASH] = Operator.DIV;
    operators[DOUBLE_SLASH] = Operator.FLOOR_DIV;
    operators[PERCENT] = Operator.MOD;
    operators[AT] = Operator.MAT_MULT;
    operators[DOUBLE_STAR] = Operator.POW;
    return operators;
  }

  static Operator augmented(int kind) {
    return OPERATORS[kind - AUGMENTED];
  }

  /** Whether a token can start an expression without a star. */
  static boolean startsExpression(int kind) {
    return STARTS[kind];
  }
}
