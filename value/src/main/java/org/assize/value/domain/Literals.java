package org.assize.value.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.ir.Literal;

/** What Python says of its constants: their type, their truth, how {@code repr} writes them. */
public final class Literals {
  /** From here on {@code repr} writes a float with an exponent. */
  private static final int MAX_PLAIN_EXPONENT = 16;

  private static final int MIN_PLAIN_EXPONENT = -4;
  private static final int DELETE = 0x7f;
  private static final int LATIN1_END = 0x100;

  /** A total order: by type, then by value. */
  static final Comparator<Literal> ORDER = Literals::compare;

  private Literals() {}

  /** Returns a string constant. */
  public static Literal string(String value) {
    return new Literal.Text(value);
  }

  /** Returns an integer constant. */
  public static Literal whole(long value) {
    return new Literal.Whole(BigInteger.valueOf(value));
  }

  /** Returns the name of the class. */
  public static String typeName(Literal literal) {
    return switch (literal) {
      case Literal.Text _ -> "str";
      case Literal.Bytes _ -> "bytes";
      case Literal.Whole _ -> "int";
      case Literal.Real _ -> "float";
      case Literal.Imaginary _ -> "complex";
      case Literal.Truth _ -> "bool";
      case Literal.Single.NONE -> "NoneType";
      case Literal.Single.ELLIPSIS -> "ellipsis";
    };
  }

  /** Returns what {@code bool} gives. */
  public static Truth truth(Literal literal) {
    return Truth.of(
        switch (literal) {
          case Literal.Text text -> !text.value().isEmpty();
          case Literal.Bytes bytes -> !bytes.value().isEmpty();
          case Literal.Whole whole -> whole.value().signum() != 0;
          case Literal.Real real -> real.value() != 0;
          case Literal.Imaginary imaginary -> imaginary.value() != 0;
          case Literal.Truth truth -> truth.value();
          case Literal.Single.NONE -> false;
          case Literal.Single.ELLIPSIS -> true;
        });
  }

  /** Returns what {@code repr} gives. */
  public static String text(Literal literal) {
    return switch (literal) {
      case Literal.Text text -> quoted(text.value());
      case Literal.Bytes bytes -> "b" + quotedBytes(bytes.value());
      case Literal.Whole whole -> whole.value().toString();
      case Literal.Real real -> real(real.value());
      case Literal.Imaginary imaginary -> imaginary(imaginary.value());
      case Literal.Truth truth -> truth.value() ? "True" : "False";
      case Literal.Single.NONE -> "None";
      case Literal.Single.ELLIPSIS -> "Ellipsis";
    };
  }

  private static String imaginary(double value) {
    String digits = real(value);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + "j";
  }

  /** Returns a float as {@code repr} writes it: the shortest digits that give it back. */
  public static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = value < 0 || 1 / value < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    if (value == 0) {
      return sign + "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - shortest.scale() - 1;
    if (exponent < MIN_PLAIN_EXPONENT || exponent >= MAX_PLAIN_EXPONENT) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return sign
          + digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    String plain = shortest.toPlainString();
    return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
  }

  private static char quoteFor(String value) {
    return value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
  }

  private static String quoted(String value) {
    char quote = quoteFor(value);
    StringBuilder out = new StringBuilder().append(quote);
    value.codePoints().forEach(c -> appendCharacter(out, c, quote));
    return out.append(quote).toString();
  }

  private static void appendCharacter(StringBuilder out, int c, char quote) {
    if (c == quote || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (isControl(c)) {
      appendControl(out, c);
    } else if (c > DELETE && !isPrintable(c)) {
      out.append(
          c < LATIN1_END
              ? String.format("\\x%02x", c)
              : Character.isBmpCodePoint(c)
                  ? String.format("\\u%04x", c)
                  : String.format("\\U%08x", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isControl(int c) {
    return c < ' ' || c == DELETE;
  }

  private static void appendControl(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format("\\x%02x", c));
    }
  }

  /** Whether {@code str.isprintable} holds for a character, but for the age of its tables. */
  public static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private static String quotedBytes(String value) {
    char quote = quoteFor(value);
    StringBuilder out = new StringBuilder().append(quote);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= DELETE) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        appendCharacter(out, c, quote);
      }
    }
    return out.append(quote).toString();
  }

  /** Whether {@code ==} holds: numbers are compared by their value, whatever their types. */
  public static boolean isEqual(Literal left, Literal right) {
    return key(left).filter(k -> key(right).filter(k::equals).isPresent()).isPresent();
  }

  /**
   * Returns one constant for all that are equal to it and so are the same key of a dictionary: an
   * integer for {@code True} and {@code 1.0}. Empty for {@code nan}, which equals nothing.
   */
  public static Optional<Literal> key(Literal literal) {
    return switch (literal) {
      case Literal.Truth truth -> Optional.of(whole(truth.value() ? 1 : 0));
      case Literal.Real real -> realKey(real.value());
      case Literal.Imaginary imaginary ->
          imaginary.value() == 0
              ? Optional.of(whole(0))
              : Optional.of(literal).filter(_ -> !Double.isNaN(imaginary.value()));
      default -> Optional.of(literal);
    };
  }

  private static Optional<Literal> realKey(double value) {
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    if (Double.isInfinite(value) || value != Math.rint(value)) {
      return Optional.of(new Literal.Real(value));
    }
    return Optional.of(new Literal.Whole(new BigDecimal(value).toBigInteger()));
  }

  private static int compare(Literal left, Literal right) {
    int byType = Integer.compare(rank(left), rank(right));
    if (byType != 0) {
      return byType;
    }
    return switch (left) {
      case Literal.Text text -> text.value().compareTo(((Literal.Text) right).value());
      case Literal.Bytes bytes -> bytes.value().compareTo(((Literal.Bytes) right).value());
      case Literal.Whole whole -> whole.value().compareTo(((Literal.Whole) right).value());
      case Literal.Real real -> Double.compare(real.value(), ((Literal.Real) right).value());
      case Literal.Imaginary imaginary ->
          Double.compare(imaginary.value(), ((Literal.Imaginary) right).value());
      case Literal.Truth truth -> Boolean.compare(truth.value(), ((Literal.Truth) right).value());
      case Literal.Single single -> single.compareTo((Literal.Single) right);
    };
  }

  private static int rank(Literal literal) {
    return switch (literal) {
      case Literal.Single _ -> 0;
      case Literal.Truth _ -> 1;
      case Literal.Whole _ -> 2;
      case Literal.Real _ -> 3;
      case Literal.Imaginary _ -> 4;
      case Literal.Text _ -> 5;
      case Literal.Bytes _ -> 6;
    };
  }
}
