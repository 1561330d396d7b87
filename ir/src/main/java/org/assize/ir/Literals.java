package org.assize.ir;

import java.math.BigInteger;

/** Constants in Python's notation. */
final class Literals {
  private Literals() {}

  static String print(Literal literal) {
    return switch (literal) {
      case Literal.Text l -> quote(l.value());
      case Literal.Bytes l -> "b" + quote(l.value());
      case Literal.Whole l -> l.value().toString();
      case Literal.Real l -> real(l.value());
      case Literal.Imaginary l -> real(l.value()) + "j";
      case Literal.Truth l -> l.value() ? "True" : "False";
      case Literal.Single.NONE -> "None";
      case Literal.Single.ELLIPSIS -> "...";
    };
  }

  static Literal parse(String text) {
    return switch (text) {
      case "None" -> Literal.Single.NONE;
      case "..." -> Literal.Single.ELLIPSIS;
      case "True" -> new Literal.Truth(true);
      case "False" -> new Literal.Truth(false);
      default -> {
        if (text.startsWith("b'")) {
          yield new Literal.Bytes(unquote(text.substring(1)));
        } else if (text.startsWith("'")) {
          yield new Literal.Text(unquote(text));
        } else if (text.endsWith("j")) {
          yield new Literal.Imaginary(real(text.substring(0, text.length() - 1)));
        }
        boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        yield whole ? new Literal.Whole(new BigInteger(text)) : new Literal.Real(real(text));
      }
    };
  }

  private static String real(double value) {
    return Double.isInfinite(value) ? "inf" : Double.isNaN(value) ? "nan" : Double.toString(value);
  }

  private static double real(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\'' -> out.append("\\'");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(String.format("%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('\'').toString();
  }

  private static String unquote(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      if (escaped == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(escaped == 'n' ? '\n' : escaped);
      }
    }
    return out.toString();
  }
}
