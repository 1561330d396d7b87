package org.assize.syntax;

import org.jspecify.annotations.Nullable;

/** Decodes what does not stand for itself in a string: escapes, line ends, doubled braces. */
final class EscapeReader {
  private final TokenState lexer;
  private final Problems problems;

  EscapeReader(TokenState lexer) {
    this.lexer = lexer;
    this.problems = lexer.problems;
  }

  /** Returns the value of a part of a string that does not stand for itself. */
  String decode(int from, int to, int flags) {
    char[] b = lexer.buffer;
    StringBuilder out = new StringBuilder(to - from);
    boolean escapes = (flags & StringReader.RAW) == 0;
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
        if ((flags & StringReader.BRACES) != 0 && (c == '{' || c == '}') && p < to && b[p] == c) {
          p++;
        }
      }
    }
    String value = out.toString();
    return value.length() <= StringReader.SHARED_LENGTH ? lexer.names.share(value) : value;
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
    return (flags & StringReader.BYTES) == 0
        && (!lexer.dialect.python2() || (flags & StringReader.UNICODE) != 0);
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
    out.append((char) ((flags & StringReader.BYTES) != 0 ? value & 255 : value));
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
          (flags & StringReader.BYTES) != 0
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
}
