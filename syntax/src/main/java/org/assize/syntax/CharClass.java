package org.assize.syntax;

/** What the characters of ASCII can be part of. */
final class CharClass {
  static final byte PLAIN = 0;
  static final byte LETTER = 1;
  static final byte DIGIT = 2;

  /** The class of each character of ASCII. */
  static final byte[] CLASS = classes();

  private CharClass() {}

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[c - 32] = LETTER;
    }
    classes['_'] = LETTER;
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    return classes;
  }

  /** Whether a character can stand in a name, behind its first. */
  static boolean isNamePart(char c) {
    return c < 128 ? CLASS[c] != PLAIN : Identifiers.isPart(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
