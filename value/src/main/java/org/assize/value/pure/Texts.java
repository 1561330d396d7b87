package org.assize.value.pure;

import java.util.function.IntPredicate;
import org.assize.ir.Literal;

/** Strings and bytes. */
final class Texts {
  private Texts() {}

  static String text(Concrete value) {
    if (value instanceof Concrete.Scalar(Literal.Text(String text))) {
      return text;
    }
    throw Raised.typeError();
  }

  static String bytes(Concrete value) {
    if (value instanceof Concrete.Scalar(Literal.Bytes(String bytes))) {
      return bytes;
    }
    throw Raised.typeError();
  }

  static boolean isText(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Text _);
  }

  static boolean isBytes(Concrete value) {
    return value instanceof Concrete.Scalar(Literal.Bytes _);
  }

  /** Returns the text, if its indices are those of Java. */
  static String plain(String text) {
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
      throw new NotKnown();
    }
    return text;
  }

  /** Returns the text if it is ASCII: beyond, much depends on the version of Unicode. */
  static String ascii(String text) {
    if (!isAscii(text)) {
      throw new NotKnown();
    }
    return text;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  static String repeat(String text, long count) {
    Limits.checkText(text.length() * Math.max(0, count));
    return count <= 0 ? "" : text.repeat((int) count);
  }

  static boolean isSpace(int c) {
    return (c >= 9 && c <= 13)
        || (c >= 28 && c <= 32)
        || c == 0x85
        || c == 0xa0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  static boolean isByteSpace(int c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }

  /** Which ends of a text are stripped. */
  enum Ends {
    LEFT,
    RIGHT,
    BOTH
  }

  static String strip(String text, IntPredicate removed, Ends ends) {
    int from = 0;
    int to = text.length();
    while (ends != Ends.RIGHT && from < to && removed.test(text.charAt(from))) {
      from++;
    }
    while (ends != Ends.LEFT && to > from && removed.test(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
