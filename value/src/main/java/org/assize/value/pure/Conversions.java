package org.assize.value.pure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Conversions to numbers and bytes. */
final class Conversions {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(?:[0-9]+(?:_[0-9]+)*)?(?:\\.(?:[0-9]+(?:_[0-9]+)*)?)?(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?");

  private static final Pattern DIGITS = Pattern.compile("[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*");
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_NDIGITS = 300;

  private Conversions() {}

  static Concrete whole(Arguments args) {
    if (args.count() == 0) {
      return Concrete.whole(0);
    }
    Concrete value = args.at(0);
    Concrete base = args.find(1, "base");
    if (Texts.isText(value)) {
      return Concrete.whole(parse(Texts.text(value), base == null ? 10 : Numbers.index(base)));
    }
    if (Texts.isBytes(value)) {
      throw new NotKnown();
    }
    if (base != null) {
      checkBase(Numbers.index(base));
      throw Raised.typeError();
    }
    return Concrete.whole(Numbers.isReal(value) ? truncated(value) : Numbers.whole(value));
  }

  private static void checkBase(int base) {
    if (base != 0 && (base < 2 || base > 36)) {
      throw Raised.valueError();
    }
  }

  private static BigInteger truncated(Concrete value) {
    return finite(value).toBigInteger();
  }

  private static BigDecimal finite(Concrete value) {
    double number = Numbers.real(value);
    if (Double.isNaN(number)) {
      throw Raised.valueError();
    }
    if (Double.isInfinite(number)) {
      throw new Raised("OverflowError");
    }
    return new BigDecimal(number);
  }

  private static BigInteger parse(String given, int base) {
    String text = Texts.strip(given, Texts::isSpace, Texts.Ends.BOTH);
    checkBase(base);
    Texts.ascii(text);
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    int radix = base == 0 ? 10 : base;
    for (int each : new int[] {2, 8, 16}) {
      String prefix = each == 2 ? "0b" : each == 8 ? "0o" : "0x";
      boolean has = digits.length() > 2 && digits.regionMatches(true, 0, prefix, 0, 2);
      if (has && (base == 0 || base == each)) {
        digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
        radix = each;
        break;
      }
    }
    return magnitude(digits, radix, base == 0 && radix == 10, text.startsWith("-"));
  }

  private static BigInteger magnitude(
      String digits, int radix, boolean noLeadingZeros, boolean negative) {
    if (digits.length() > MAX_DIGITS) {
      throw new NotKnown();
    }
    if (!DIGITS.matcher(digits).matches()) {
      throw Raised.valueError();
    }
    String plain = digits.replace("_", "");
    if (plain.chars().anyMatch(c -> Character.digit(c, radix) < 0)) {
      throw Raised.valueError();
    }
    BigInteger number = new BigInteger(plain, radix);
    if (noLeadingZeros && plain.startsWith("0") && number.signum() != 0) {
      throw Raised.valueError();
    }
    return negative ? number.negate() : number;
  }

  static Concrete real(Arguments args) {
    if (args.count() == 0) {
      return Concrete.real(0);
    }
    if (!Texts.isText(args.at(0))) {
      if (Texts.isBytes(args.at(0))) {
        throw new NotKnown();
      }
      return Concrete.real(Numbers.real(args.at(0)));
    }
    String text = Texts.strip(Texts.text(args.at(0)), Texts::isSpace, Texts.Ends.BOTH);
    String lower = Texts.ascii(text).toLowerCase(java.util.Locale.ROOT);
    String unsigned = lower.replaceFirst("^[-+]", "");
    double sign = lower.startsWith("-") ? -1 : 1;
    return Concrete.real(
        switch (unsigned) {
          case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> parseReal(text);
        });
  }

  private static double parseReal(String text) {
    boolean valid =
        FLOAT.matcher(text).matches()
            && text.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(Character::isDigit);
    if (!valid) {
      throw Raised.valueError();
    }
    return Double.parseDouble(text.replace("_", ""));
  }

  static Concrete round(Arguments args) {
    Concrete value = args.at(0);
    if (!Numbers.isNumber(value)) {
      throw Raised.typeError();
    }
    Concrete digits = args.get(1, "ndigits", Concrete.NONE);
    if (Numbers.isWhole(value)) {
      BigInteger number = Numbers.whole(value);
      boolean same = digits.equals(Concrete.NONE) || Numbers.index(digits) >= 0;
      return Concrete.whole(same ? number : rounded(new BigDecimal(number), digits).toBigInteger());
    }
    if (digits.equals(Concrete.NONE)) {
      return Concrete.whole(finite(value).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
    }
    double number = Numbers.real(value);
    Numbers.whole(digits);
    if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
      return value;
    }
    double result = rounded(new BigDecimal(number), digits).doubleValue();
    return Concrete.real(Math.copySign(result, number));
  }

  private static BigDecimal rounded(BigDecimal number, Concrete digits) {
    int count = Numbers.index(digits);
    if (Math.abs(count) > MAX_NDIGITS) {
      throw new NotKnown();
    }
    return number.setScale(count, RoundingMode.HALF_EVEN);
  }

  static Concrete bytes(Arguments args) {
    if (args.count() == 0) {
      return Concrete.bytes("");
    }
    Concrete value = args.at(0);
    if (Texts.isText(value)) {
      Concrete encoding = args.find(1, "encoding");
      if (encoding == null) {
        throw Raised.typeError();
      }
      return Codecs.encode(Texts.text(value), Texts.text(encoding));
    }
    if (Texts.isBytes(value)) {
      return value;
    }
    if (Numbers.isWhole(value)) {
      int count = Numbers.index(value);
      if (count < 0) {
        throw Raised.valueError();
      }
      return Concrete.bytes(Texts.repeat("\0", count));
    }
    StringBuilder out = new StringBuilder();
    for (Concrete each : Displays.ordered(value)) {
      int code = Numbers.index(each);
      if (code < 0 || code > 255) {
        throw Raised.valueError();
      }
      out.append((char) code);
    }
    return Concrete.bytes(out.toString());
  }
}
