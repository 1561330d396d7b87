package org.assize.syntax;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads numbers that are not plain decimal integers, and the prefixes and bodies of strings. */
final class LiteralReader {
  static final int RAW = 1;
  static final int BYTES = 2;
  static final int UNICODE = 4;
  static final int FORMAT = 8;
  static final int TEMPLATE = 16;
  static final int TRIPLE = 32;

  /** The body has a backslash. */
  static final int ESCAPED = 64;

  /** The body has a carriage return. */
  static final int RETURN = 128;

  /** The body has a character beyond ASCII. */
  static final int WIDE = 256;

  /** Doubled braces stand for one. */
  static final int BRACES = 512;

  /** CPython's limit on the digits of a decimal integer. */
  private static final int MAX_DIGITS = 4300;

  private static final int SHARED_LENGTH = 24;

  private final Lexer lexer;
  private final Problems problems;

  LiteralReader(Lexer lexer, Problems problems) {
    this.lexer = lexer;
    this.problems = problems;
  }

  /** Returns the flags of a string prefix of one or two letters, or -1 if it is none. */
  static int prefix(char[] b, int start, int end) {
    int flags = 0;
    for (int i = start; i < end; i++) {
      int flag =
          switch (b[i]) {
            case 'r', 'R' -> RAW;
            case 'b', 'B' -> BYTES;
            case 'u', 'U' -> UNICODE;
            case 'f', 'F' -> FORMAT;
            case 't', 'T' -> TEMPLATE;
            default -> -1;
          };
      if (flag < 0 || (flags & flag) != 0) {
        return -1;
      }
      flags |= flag;
    }
    return switch (flags & ~RAW) {
      case 0, BYTES, UNICODE, FORMAT, TEMPLATE -> flags;
      default -> -1;
    };
  }

  // Strings.

  /** Returns the value of the current string token. */
  String string() {
    int flags = lexer.stringFlags;
    if ((flags & (RAW | UNICODE)) == (RAW | UNICODE)) {
      problems.python2(lexer.start, lexer.end, "invalid syntax");
    }
    if ((flags & BYTES) != 0 && (flags & WIDE) != 0 && !lexer.dialect.python2()) {
      problems.add(lexer.start, lexer.end, "bytes can only contain ASCII literal characters");
    }
    return text(lexer.bodyStart, lexer.bodyEnd, flags);
  }

  /** Returns the value of a part of a string. */
  String text(int from, int to, int flags) {
    boolean plain =
        (flags & BRACES) == 0
            && (flags & RETURN) == 0
            && ((flags & RAW) != 0 || (flags & ESCAPED) == 0);
    if (plain) {
      int size = to - from;
      return size <= SHARED_LENGTH ? share(from, to) : new String(lexer.buffer, from, size);
    }
    return decode(from, to, flags);
  }

  private String share(int from, int to) {
    char[] b = lexer.buffer;
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + b[i];
    }
    return lexer.names.string(lexer.names.id(b, from, to, hash));
  }

  private String decode(int from, int to, int flags) {
    char[] b = lexer.buffer;
    StringBuilder out = new StringBuilder(to - from);
    boolean escapes = (flags & RAW) == 0;
    int p = from;
    while (p < to) {
      char c = b[p];
      if (c == '\\' && escapes && p + 1 < to) {
        p = escape(p, to, flags, out);
      } else if (c == '\r') {
        out.append('\n');
        p += p + 1 < to && b[p + 1] == '\n' ? 2 : 1;
      } else {
        out.append(c);
        p++;
        if ((flags & BRACES) != 0 && (c == '{' || c == '}') && p < to && b[p] == c) {
          p++;
        }
      }
    }
    String value = out.toString();
    return value.length() <= SHARED_LENGTH ? lexer.names.share(value) : value;
  }

  /** Decodes the escape at {@code p} and returns what is behind it. */
  private int escape(int p, int to, int flags, StringBuilder out) {
    char[] b = lexer.buffer;
    char c = b[p + 1];
    switch (c) {
      case '\n' -> {}
      case '\r' -> {
        return p + 2 < to && b[p + 2] == '\n' ? p + 3 : p + 2;
      }
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(p + 1, to, flags, out);
      }
      case 'x' -> {
        return hex(p, to, 2, flags, out);
      }
      case 'u' -> {
        return unicodeEscapes(flags) ? hex(p, to, 4, flags, out) : keep(p, out);
      }
      case 'U' -> {
        return unicodeEscapes(flags) ? hex(p, to, 8, flags, out) : keep(p, out);
      }
      case 'N' -> {
        return unicodeEscapes(flags) ? named(p, to, out) : keep(p, out);
      }
      case '{', '}' -> {
        out.append('\\');
        return p + 1;
      }
      default -> {
        return keep(p, out);
      }
    }
    return p + 2;
  }

  /** In Python 2 only {@code u''} knows the escapes of code points. */
  private boolean unicodeEscapes(int flags) {
    return (flags & BYTES) == 0 && (!lexer.dialect.python2() || (flags & UNICODE) != 0);
  }

  private int keep(int p, StringBuilder out) {
    out.append('\\').append(lexer.buffer[p + 1]);
    return p + 2;
  }

  private int octal(int from, int to, int flags, StringBuilder out) {
    char[] b = lexer.buffer;
    int value = 0;
    int p = from;
    while (p < to && p < from + 3 && b[p] >= '0' && b[p] <= '7') {
      value = value * 8 + (b[p++] - '0');
    }
    out.append((char) ((flags & BYTES) != 0 ? value & 255 : value));
    return p;
  }

  private int hex(int p, int to, int digits, int flags, StringBuilder out) {
    char[] b = lexer.buffer;
    int q = p + 2;
    long value = 0;
    while (q < to && q < p + 2 + digits && Character.digit(b[q], 16) >= 0 && b[q] < 128) {
      value = value * 16 + Character.digit(b[q++], 16);
    }
    if (q < p + 2 + digits) {
      String shape = digits == 2 ? "\\xXX" : digits == 4 ? "\\uXXXX" : "\\UXXXXXXXX";
      unicodeError(
          p,
          q,
          (flags & BYTES) != 0
              ? "(value error) invalid \\x escape at position " + (p - lexer.bodyStart)
              : null,
          "truncated " + shape + " escape");
      out.append(b, p, q - p);
      return q;
    }
    if (value > Character.MAX_CODE_POINT) {
      unicodeError(p, q, null, "illegal Unicode character");
      out.append(b, p, q - p);
      return q;
    }
    out.appendCodePoint((int) value);
    return q;
  }

  private void unicodeError(int p, int q, @Nullable String whole, String what) {
    int from = Math.max(0, p - lexer.bodyStart);
    String message =
        "(unicode error) 'unicodeescape' codec can't decode bytes in position "
            + from
            + "-"
            + (from + q - p - 1)
            + ": "
            + what;
    problems.add(p, q, whole != null ? whole : message);
  }

  private int named(int p, int to, StringBuilder out) {
    char[] b = lexer.buffer;
    int q = p + 3;
    while (q < to && b[q] != '}') {
      q++;
    }
    if (p + 2 >= to || b[p + 2] != '{' || q >= to || q == p + 3) {
      int end = Math.min(p + 2, to);
      unicodeError(p, end, null, "malformed \\N character escape");
      return keep(p, out);
    }
    int code = CharacterNames.codePoint(new String(b, p + 3, q - p - 3));
    if (code < 0) {
      unicodeError(p, q + 1, null, "unknown Unicode character name");
      out.append(b, p, q + 1 - p);
    } else {
      out.appendCodePoint(code);
    }
    return q + 1;
  }

  // Numbers.

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
      p = isDigit(b[p + 1]) ? digits(p + 1) : p + 1;
    }
    if (p >= 0 && (b[p] == 'e' || b[p] == 'E')) {
      int q = b[p + 1] == '+' || b[p + 1] == '-' ? p + 2 : p + 1;
      if (isDigit(b[q])) {
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
        return isDigit(b[p])
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
    if (isDigit(b[p])) {
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
    if (Lexer.isNamePart(b[to]) && !operatorWord(to)) {
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
    while (Lexer.isNamePart(b[end])) {
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Skips digits with single underscores between them; -1 if an underscore is misplaced. */
  private int digits(int from) {
    char[] b = lexer.buffer;
    int p = from;
    while (true) {
      while (isDigit(b[p])) {
        p++;
      }
      if (b[p] != '_') {
        return p;
      }
      p++;
      if (!isDigit(b[p])) {
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
