package org.assize.value.pure;

import java.math.BigInteger;
import java.util.List;

/** How large a result may become. */
final class Limits {
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_BITS = 1 << 12;
  private static final int MAX_ELEMENTS = 1_000;

  private Limits() {}

  static String text(String value) {
    checkText(value.length());
    return value;
  }

  static void checkText(long length) {
    if (length > MAX_TEXT) {
      throw new NotKnown();
    }
  }

  static BigInteger whole(BigInteger value) {
    checkBits(value.bitLength());
    return value;
  }

  static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw new NotKnown();
    }
  }

  static <T> List<T> elements(List<T> elements) {
    checkElements(elements.size());
    return elements;
  }

  static void checkElements(long count) {
    if (count > MAX_ELEMENTS) {
      throw new NotKnown();
    }
  }
}
