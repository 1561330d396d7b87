package org.assize.value.pure;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assize.ir.Literal;
import org.assize.syntax.Operator;
import org.assize.syntax.UnaryOperator;

/** Arithmetic of integers, truth values and floats; complex numbers are not known. */
final class Numbers {
  /** Integers up to here are exact as floats. */
  private static final int EXACT_BITS = 53;

  private Numbers() {}

  static boolean isNumber(Concrete value) {
    return isWhole(value) || isReal(value);
  }

  /** Whether it is an integer; truth values are. */
  static boolean isWhole(Concrete value) {
    return value instanceof Concrete.Scalar(Literal literal)
        && (literal instanceof Literal.Whole || literal instanceof Literal.Truth);
  }

  static boolean isReal(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Real _);
  }

  static boolean isTruth(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Truth _);
  }

  static BigInteger whole(Concrete value) {
    return switch (value) {
      case Concrete.Scalar(Literal.Whole(BigInteger number)) -> number;
      case Concrete.Scalar(Literal.Truth(boolean truth)) ->
          truth ? BigInteger.ONE : BigInteger.ZERO;
      default -> throw Raised.typeError();
    };
  }

  /** Returns an index: what is too large for Java is given up. */
  static int index(Concrete value) {
    BigInteger number = whole(value);
    if (number.bitLength() >= Integer.SIZE) {
      throw new NotKnown();
    }
    return number.intValue();
  }

  static double real(Concrete value) {
    if (value instanceof Concrete.Scalar(Literal.Real(double number))) {
      return number;
    }
    double number = whole(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw new Raised("OverflowError");
    }
    return number;
  }

  static Concrete binary(Operator operator, Concrete left, Concrete right) {
    if (isTruth(left) && isTruth(right) && isBitwise(operator)) {
      return Concrete.truth(whole(wholes(operator, whole(left), whole(right))).signum() != 0);
    }
    return isWhole(left) && isWhole(right)
        ? wholes(operator, whole(left), whole(right))
        : Concrete.real(reals(operator, real(left), real(right)));
  }

  private static boolean isBitwise(Operator operator) {
    return operator == Operator.BIT_AND
        || operator == Operator.BIT_OR
        || operator == Operator.BIT_XOR;
  }

  private static Concrete wholes(Operator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case DIV -> Concrete.real(trueDivision(a, b));
      case POW -> power(a, b);
      default -> Concrete.whole(Limits.whole(exact(operator, a, b)));
    };
  }

  private static BigInteger exact(Operator operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case ADD -> a.add(b);
      case SUB -> a.subtract(b);
      case MULT -> a.multiply(b);
      case FLOOR_DIV -> floorDivision(a, b)[0];
      case MOD -> floorDivision(a, b)[1];
      case L_SHIFT -> shiftLeft(a, b);
      case R_SHIFT -> shiftRight(a, b);
      case BIT_AND -> a.and(b);
      case BIT_OR -> a.or(b);
      case BIT_XOR -> a.xor(b);
      case DIV, POW, MAT_MULT -> throw Raised.typeError();
    };
  }

  private static void checkDivisor(boolean isZero) {
    if (isZero) {
      throw new Raised("ZeroDivisionError");
    }
  }

  /** Returns quotient and remainder; the remainder has the divisor's sign. */
  static BigInteger[] floorDivision(BigInteger a, BigInteger b) {
    checkDivisor(b.signum() == 0);
    BigInteger[] parts = a.divideAndRemainder(b);
    if (parts[1].signum() != 0 && parts[1].signum() != b.signum()) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(b);
    }
    return parts;
  }

  private static double trueDivision(BigInteger a, BigInteger b) {
    checkDivisor(b.signum() == 0);
    if (a.bitLength() > EXACT_BITS || b.bitLength() > EXACT_BITS) {
      throw new NotKnown(); // Python rounds the exact quotient
    }
    return a.doubleValue() / b.doubleValue() + 0.0; // no negative zero from an integer
  }

  private static Concrete power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      checkDivisor(a.signum() == 0);
      throw new NotKnown(); // a float, rounded as the platform's C library does
    }
    Limits.checkBits(b.bitLength() >= Integer.SIZE ? Long.MAX_VALUE : 0);
    Limits.checkBits((long) Math.max(0, a.abs().bitLength() - 1) * b.intValue());
    boolean unit = a.abs().bitLength() <= 1;
    return Concrete.whole(
        Limits.whole(
            unit ? a.pow(b.signum() == 0 ? 0 : b.testBit(0) ? 1 : 2) : a.pow(b.intValue())));
  }

  private static BigInteger shiftLeft(BigInteger a, BigInteger by) {
    checkShift(by);
    Limits.checkBits(by.bitLength() >= Integer.SIZE ? Long.MAX_VALUE : by.longValue());
    return a.shiftLeft(by.intValue());
  }

  private static BigInteger shiftRight(BigInteger a, BigInteger by) {
    checkShift(by);
    return by.bitLength() >= Integer.SIZE
        ? a.shiftRight(Integer.MAX_VALUE)
        : a.shiftRight(by.intValue());
  }

  private static void checkShift(BigInteger by) {
    if (by.signum() < 0) {
      throw Raised.valueError();
    }
  }

  private static double reals(Operator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MULT -> a * b;
      case DIV -> {
        checkDivisor(b == 0);
        yield a / b;
      }
      case FLOOR_DIV -> floorDivision(a, b)[0];
      case MOD -> floorDivision(a, b)[1];
      case POW -> throw new NotKnown(); // rounded as the platform's C library does
      default -> throw Raised.typeError();
    };
  }

  /** Returns quotient and remainder of floats (CPython, Objects/floatobject.c, float_divmod). */
  static double[] floorDivision(double a, double b) {
    checkDivisor(b == 0);
    double remainder = a % b;
    double quotient = (a - remainder) / b;
    if (remainder != 0) {
      if ((b < 0) != (remainder < 0)) {
        remainder += b;
        quotient -= 1;
      }
    } else {
      remainder = Math.copySign(0.0, b);
    }
    if (quotient == 0) {
      return new double[] {Math.copySign(0.0, a / b), remainder};
    }
    double floor = Math.floor(quotient);
    return new double[] {quotient - floor > 0.5 ? floor + 1 : floor, remainder};
  }

  static Concrete unary(UnaryOperator operator, Concrete value) {
    if (!isNumber(value)) {
      throw value instanceof Concrete.Scalar(Literal.Imaginary _)
          ? new NotKnown()
          : Raised.typeError();
    }
    if (isReal(value)) {
      return switch (operator) {
        case U_SUB -> Concrete.real(-real(value));
        case U_ADD -> value;
        case INVERT, NOT -> throw Raised.typeError();
      };
    }
    return switch (operator) {
      case U_SUB -> Concrete.whole(whole(value).negate());
      case U_ADD -> Concrete.whole(whole(value));
      case INVERT -> Concrete.whole(whole(value).not());
      case NOT -> throw Raised.typeError();
    };
  }

  /** Compares exactly, integers with floats too; {@code nan} is for the caller. */
  static int compare(Concrete left, Concrete right) {
    if (isWhole(left) && isWhole(right)) {
      return whole(left).compareTo(whole(right));
    }
    if (isInfinite(left) || isInfinite(right)) {
      return Double.compare(asInfinite(left), asInfinite(right));
    }
    return decimal(left).compareTo(decimal(right));
  }

  static boolean isNan(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Real(double number)) && Double.isNaN(number);
  }

  private static boolean isInfinite(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Real(double number))
        && Double.isInfinite(number);
  }

  private static double asInfinite(Concrete value) {
    return isInfinite(value) ? real(value) : 0;
  }

  private static BigDecimal decimal(Concrete value) {
    return isWhole(value) ? new BigDecimal(whole(value)) : new BigDecimal(real(value));
  }
}
