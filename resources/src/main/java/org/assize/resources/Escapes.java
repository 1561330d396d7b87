package org.assize.resources;

/** Numbers in escape sequences. */
final class Escapes {
  private Escapes() {}

  /** Returns the value of so many hexadecimal digits, or -1 if they are not there. */
  static int hex(String text, int start, int digits) {
    if (start + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
