package org.assize.value.pure;

import java.math.BigInteger;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assize.ir.Literal;
import org.assize.value.domain.Literals;

/** {@code str}, {@code repr}, {@code ascii} and {@code format} of values. */
final class Formats {
  private Formats() {}

  static String str(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Text(String text)) ? text : repr(value);
  }

  static String repr(Concrete value) {
    return Limits.text(
        switch (value) {
          case Concrete.Scalar(Literal literal) -> Literals.text(literal);
          case Concrete.Items items when items.kind() == Concrete.Items.Kind.LIST ->
              "[" + reprs(items.elements()) + "]";
          case Concrete.Items items ->
              "(" + reprs(items.elements()) + (items.elements().size() == 1 ? ",)" : ")");
          case Concrete.Mapping mapping ->
              mapping.entries().entrySet().stream()
                  .map(e -> repr(e.getKey()) + ": " + repr(e.getValue()))
                  .collect(Collectors.joining(", ", "{", "}"));
          case Concrete.Members members -> repr(members);
        });
  }

  private static String repr(Concrete.Members members) {
    boolean isSet = members.kind() == Concrete.Members.Kind.SET;
    if (members.elements().isEmpty()) {
      return isSet ? "set()" : "frozenset()";
    }
    String inside = "{" + reprs(Displays.ordered(members)) + "}";
    return isSet ? inside : "frozenset(" + inside + ")";
  }

  private static String reprs(Iterable<Concrete> values) {
    StringBuilder out = new StringBuilder();
    for (Concrete value : values) {
      out.append(out.isEmpty() ? "" : ", ").append(repr(value));
      Limits.checkText(out.length());
    }
    return out.toString();
  }

  /** Returns {@code repr} with everything beyond ASCII escaped. */
  static String ascii(Concrete value) {
    StringBuilder out = new StringBuilder();
    repr(value)
        .codePoints()
        .forEach(c ->
            out.append(
                c < 0x80
                    ? Character.toString(c)
                    : c < 0x100
                        ? String.format("\\x%02x", c)
                        : String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c)));
    return out.toString();
  }

  /** Applies {@code !r}, {@code !s} or {@code !a}; -1 for none. */
  static Concrete convert(Concrete value, int conversion) {
    return switch (conversion) {
      case -1 -> value;
      case 's' -> Concrete.text(str(value));
      case 'r' -> Concrete.text(repr(value));
      case 'a' -> Concrete.text(ascii(value));
      default -> throw Raised.valueError();
    };
  }

  static String format(Concrete value, String spec) {
    if (spec.isEmpty()) {
      return str(value);
    }
    if (Numbers.isTruth(value) || Numbers.isWhole(value)) {
      return whole(value, FormatSpec.parse(spec));
    }
    if (Numbers.isReal(value)) {
      return Floats.format(Numbers.real(value), FormatSpec.parse(spec));
    }
    if (Texts.isText(value)) {
      return text(Texts.text(value), FormatSpec.parse(spec));
    }
    throw value instanceof Concrete.Scalar(Literal.Imaginary _)
        ? new NotKnown()
        : Raised.typeError();
  }

  private static String text(String value, FormatSpec spec) {
    boolean known = spec.type() == 0 || spec.type() == 's';
    if (!known || spec.sign() != 0 || spec.alternate() || spec.grouping() != 0) {
      throw Raised.valueError();
    }
    if (spec.align() == '=') {
      throw spec.fill().equals("0") ? new NotKnown() : Raised.valueError();
    }
    boolean cut = spec.precision() >= 0 && value.length() > spec.precision();
    return spec.padded(cut ? Texts.plain(value).substring(0, spec.precision()) : value, '<');
  }

  private static String whole(Concrete value, FormatSpec spec) {
    if (spec.type() != 0 && "eEfFgG%".indexOf(spec.type()) >= 0) {
      return Floats.format(Numbers.real(value), spec);
    }
    if (spec.precision() >= 0 || spec.type() == 's') {
      throw Raised.valueError();
    }
    if (spec.grouping() != 0 && (spec.fill().equals("0") || "dn\0".indexOf(spec.type()) < 0)) {
      throw new NotKnown();
    }
    BigInteger number = Numbers.whole(value);
    if (spec.type() == 'c') {
      return spec.padded(character(value), '<');
    }
    String sign =
        number.signum() < 0 ? "-" : spec.sign() == '+' ? "+" : spec.sign() == ' ' ? " " : "";
    String digits = digits(number.abs(), spec);
    return spec.padded(sign + prefix(spec), digits, '>');
  }

  /** Returns a character as {@code %c} does: a number out of range overflows. */
  static String character(Concrete code) {
    try {
      return Builtins.character(code);
    } catch (Raised e) {
      throw e.type().equals("ValueError") ? new Raised("OverflowError") : e;
    }
  }

  private static String prefix(FormatSpec spec) {
    boolean has = spec.alternate() && "boxX".indexOf(spec.type()) >= 0 && spec.type() != 0;
    return has ? "0" + spec.type() : "";
  }

  private static String digits(BigInteger number, FormatSpec spec) {
    return switch (spec.type()) {
      case 0, 'd', 'n' -> grouped(number.toString(), spec.grouping());
      case 'b' -> number.toString(2);
      case 'o' -> number.toString(8);
      case 'x' -> number.toString(16);
      case 'X' -> number.toString(16).toUpperCase(Locale.ROOT);
      default -> throw Raised.valueError();
    };
  }

  static String grouped(String digits, char separator) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; separator != 0 && i > 0; i -= 3) {
      out.insert(i, separator);
    }
    return out.toString();
  }
}
