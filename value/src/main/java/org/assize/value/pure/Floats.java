package org.assize.value.pure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.assize.value.domain.Literals;

/** Floats as text, rounded half to even on their exact value, as CPython does. */
final class Floats {
  private static final int USUAL_PRECISION = 6;
  private static final int MAX_PRECISION = 100;

  private Floats() {}

  static String format(double value, FormatSpec spec) {
    String sign =
        value < 0 || 1 / value < 0 ? "-" : spec.sign() == '+' ? "+" : spec.sign() == ' ' ? " " : "";
    if (spec.alternate() || (spec.grouping() != 0 && spec.fill().equals("0"))) {
      throw new NotKnown();
    }
    return spec.padded(sign, body(Math.abs(value), spec), '>');
  }

  private static String body(double value, FormatSpec spec) {
    if (spec.precision() > MAX_PRECISION) {
      throw new NotKnown();
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      String text = Double.isNaN(value) ? "nan" : "inf";
      return (Character.isUpperCase(spec.type()) ? text.toUpperCase(Locale.ROOT) : text)
          + (spec.type() == '%' ? "%" : "");
    }
    String text =
        switch (spec.type()) {
          case 'f', 'F' -> fixed(new BigDecimal(value), orUsual(spec.precision()));
          case '%' -> fixed(new BigDecimal(value * 100), orUsual(spec.precision())) + "%";
          case 'e', 'E' -> exponential(value, orUsual(spec.precision()));
          case 'g', 'G', 'n' -> general(value, orUsual(spec.precision()));
          case 0 -> spec.precision() < 0 ? Literals.real(value) : unnamed(value, spec.precision());
          default -> throw Raised.valueError();
        };
    String grouped = spec.grouping() == 0 ? text : grouped(text, spec.grouping());
    return Character.isUpperCase(spec.type()) ? grouped.toUpperCase(Locale.ROOT) : grouped;
  }

  private static int orUsual(int precision) {
    return precision < 0 ? USUAL_PRECISION : precision;
  }

  private static String grouped(String text, char separator) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return Formats.grouped(text.substring(0, end), separator) + text.substring(end);
  }

  static String fixed(BigDecimal value, int precision) {
    return value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String exponential(double value, int precision) {
    if (value == 0) {
      return (precision > 0 ? "0." + "0".repeat(precision) : "0") + "e+00";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    StringBuilder digits = new StringBuilder(rounded.unscaledValue().toString());
    int exponent = digits.length() - rounded.scale() - 1;
    while (digits.length() < precision + 1) {
      digits.append('0');
    }
    if (precision > 0) {
      digits.insert(1, '.');
    }
    return digits + exponentText(exponent);
  }

  private static String exponentText(int exponent) {
    return (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
  }

  private static String general(double value, int precision) {
    int digits = Math.max(1, precision);
    if (value == 0) {
      return "0";
    }
    String scientific = exponential(value, digits - 1);
    int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
    if (exponent < -4 || exponent >= digits) {
      int e = scientific.indexOf('e');
      return trimmed(scientific.substring(0, e)) + scientific.substring(e);
    }
    return trimmed(fixed(new BigDecimal(value), digits - 1 - exponent));
  }

  private static String trimmed(String text) {
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** No type but a precision: as {@code g}, with at least one digit behind the point. */
  private static String unnamed(double value, int precision) {
    String text = general(value, precision);
    if (text.indexOf('e') < 0 && text.indexOf('.') < 0) {
      if (text.length() >= Math.max(1, precision)) {
        throw new NotKnown(); // switches to an exponent one digit earlier
      }
      return text + ".0";
    }
    return text;
  }
}
