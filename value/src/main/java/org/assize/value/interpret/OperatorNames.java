package org.assize.value.interpret;

import org.assize.syntax.Operator;

/** The special methods of binary operators (language reference, "Emulating numeric types"). */
final class OperatorNames {
  private OperatorNames() {}

  /** Returns the name without the underscores. */
  static String of(Operator operator) {
    return switch (operator) {
      case ADD -> "add";
      case SUB -> "sub";
      case MULT -> "mul";
      case MAT_MULT -> "matmul";
      case DIV -> "truediv";
      case MOD -> "mod";
      case POW -> "pow";
      case L_SHIFT -> "lshift";
      case R_SHIFT -> "rshift";
      case BIT_OR -> "or";
      case BIT_XOR -> "xor";
      case BIT_AND -> "and";
      case FLOOR_DIV -> "floordiv";
    };
  }
}
