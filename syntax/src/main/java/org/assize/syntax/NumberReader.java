package org.assize.syntax;

import java.math.BigInteger;

/** Reads numbers that are not plain decimal integers. */
final class NumberReader {
  /** CPython's limit on the digits of a decimal integer. */
  private static final int MAX_DIGITS = 4300;

  private final TokenState lexer;
  private final Problems problems;

  NumberReader(TokenState lexer) {
    this.lexer = lexer;
    this.problems = lexer.problems;
  }

  /** Reads a number of any form as the current token. */
  int number(int from) {
    char[] b = lexer.buffer;
    lexer.intValue = 0;
    lexer.number = null;
    char second = b[from + 1];
    if (b[from] == '0') {
      int radix =
          switch (second) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
          };
      if (radix != 10) {
        return radix(from, radix);
      }
    }
    return decimal(from);
  }

  private int decimal(int from) {
    char[] b = lexer.buffer;
    int p = digits(from);
    boolean integer = true;
    if (p >= 0 && b[p] == '.') {
      integer = false;
      p = CharClass.isDigit(b[p + 1]) ? digits(p + 1) : p + 1;
    }
    if (p >= 0 && (b[p] == 'e' || b[p] == 'E')) {
      int q = b[p + 1] == '+' || b[p + 1] == '-' ? p + 2 : p + 1;
      if (CharClass.isDigit(b[q])) {
        integer = false;
        p = digits(q);
      } else if (q > p + 1) {
        return lexer.error(p, p + 1, "invalid decimal literal");
      }
    }
    if (p < 0) {
      return lexer.error(from, from + 1, "invalid decimal literal");
    }
    if (b[p] == 'j' || b[p] == 'J') {
      return token(from, p + 1, new Expr.Imaginary(from, p + 1, real(from, p)), "imaginary");
    }
    if (!integer) {
      return token(from, p, new Expr.Real(from, p, real(from, p)), "decimal");
    }
    return integer(from, p);
  }

  private int integer(int from, int to) {
    char[] b = lexer.buffer;
    boolean suffix = b[to] == 'l' || b[to] == 'L';
    String text = clean(from, to);
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '0') {
      zeros++;
    }
    boolean octal = zeros > 0 && zeros < text.length();
    if (octal) {
      if (!octalDigits(text)) {
        return lexer.error(from, to, leadingZeros());
      }
      problems.python2(from, to, leadingZeros());
    }
    int end = to;
    if (suffix) {
      problems.python2(from, to + 1, "invalid decimal literal");
      end++;
    }
    if (text.length() - zeros > MAX_DIGITS) {
      if (lexer.dialect.has(11) || text.length() > 100 * MAX_DIGITS) {
        problems.add(
            from,
            to,
            "Exceeds the limit (4300 digits) for integer string conversion: value has "
                + text.length()
                + " digits; use sys.set_int_max_str_digits() to increase the limit"
                + " - Consider hexadecimal for huge integer literals to avoid decimal conversion"
                + " limits.");
        return token(from, end, new Expr.BigInt(from, end, BigInteger.ZERO), "decimal");
      }
    }
    return token(from, end, whole(from, end, new BigInteger(text, octal ? 8 : 10)), "decimal");
  }

  private static boolean octalDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '7');
  }

  private static String leadingZeros() {
    return "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal"
        + " integers";
  }

  private static Expr whole(int from, int to, BigInteger value) {
    return value.bitLength() < 64
        ? new Expr.Int(from, to, value.longValue())
        : new Expr.BigInt(from, to, value);
  }

  private int radix(int from, int radix) {
    char[] b = lexer.buffer;
    String name = radix == 16 ? "hexadecimal" : radix == 8 ? "octal" : "binary";
    int p = from + 2;
    while (true) {
      if (b[p] == '_') {
        p++;
      }
      if (b[p] >= 128 || Character.digit(b[p], radix) < 0) {
        return CharClass.isDigit(b[p])
            ? lexer.error(p, p + 1, "invalid digit '" + b[p] + "' in " + name + " literal")
            : lexer.error(from, p, "invalid " + name + " literal");
      }
      while (b[p] < 128 && Character.digit(b[p], radix) >= 0) {
        p++;
      }
      if (b[p] != '_') {
        break;
      }
    }
    if (CharClass.isDigit(b[p])) {
      return lexer.error(p, p + 1, "invalid digit '" + b[p] + "' in " + name + " literal");
    }
    int end = p;
    if (b[p] == 'l' || b[p] == 'L') {
      problems.python2(from, p + 1, "invalid " + name + " literal");
      end++;
    }
    int shift = radix == 16 ? 4 : radix == 8 ? 3 : 1;
    return token(from, end, whole(from, end, powerOfTwo(clean(from + 2, p), shift)), name);
  }

  /** Converts digits of 1, 3 or 4 bits in linear time. */
  private static BigInteger powerOfTwo(String digits, int shift) {
    if (digits.length() * (long) shift <= 62) {
      return BigInteger.valueOf(Long.parseLong(digits, 1 << shift));
    }
    byte[] bytes = new byte[(int) ((digits.length() * (long) shift + 15) / 8)];
    long bit = 0;
    for (int i = digits.length() - 1; i >= 0; i--, bit += shift) {
      int value = Character.digit(digits.charAt(i), 16);
      for (int k = 0; k < shift; k++) {
        if ((value >> k & 1) != 0) {
          int at = (int) ((bit + k) / 8);
          bytes[bytes.length - 1 - at] |= (byte) (1 << ((bit + k) % 8));
        }
      }
    }
    return new BigInteger(1, bytes);
  }

  /** Ends the token unless letters follow that belong to no operator. */
  private int token(int from, int to, Expr node, String name) {
    char[] b = lexer.buffer;
    if (CharClass.isNamePart(b[to]) && !operatorWord(to)) {
      return lexer.error(from, to + 1, "invalid " + name + " literal");
    }
    lexer.number = node;
    lexer.start = from;
    lexer.pos = to;
    lexer.end = to;
    lexer.kind = Token.NUMBER;
    return lexer.kind;
  }

  private boolean operatorWord(int at) {
    char[] b = lexer.buffer;
    int end = at;
    while (CharClass.isNamePart(b[end])) {
      end++;
    }
    // The name behind a number need not end there: 1if, 0xfor, 1or2.
    String word = new String(b, at, Math.min(end - at, 4));
    return word.startsWith("and")
        || word.startsWith("else")
        || word.startsWith("for")
        || word.startsWith("if")
        || word.startsWith("in")
        || word.startsWith("is")
        || word.startsWith("not")
        || word.startsWith("or");
  }

  /** Skips digits with single underscores between them; -1 if an underscore is misplaced. */
  private int digits(int from) {
    char[] b = lexer.buffer;
    int p = from;
    while (true) {
      while (CharClass.isDigit(b[p])) {
        p++;
      }
      if (b[p] != '_') {
        return p;
      }
      p++;
      if (!CharClass.isDigit(b[p])) {
        return -1;
      }
    }
  }

  private String clean(int from, int to) {
    String text = new String(lexer.buffer, from, to - from);
    if (text.indexOf('_') < 0) {
      return text;
    }
    problems.since(6, from, to);
    return text.replace("_", "");
  }

  private double real(int from, int to) {
    return Double.parseDouble(clean(from, to));
  }
}
