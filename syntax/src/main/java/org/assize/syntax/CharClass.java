package org.assize.syntax;

/** What the characters of ASCII can be part of. */
final class CharClass {
  private static final byte PLAIN = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;

  /** The class of each character of ASCII. */
  private static final byte[] CLASS = classes();

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

  /** Whether a name of ASCII can start with a character. */
  static boolean isLetter(char c) {
    return c < 128 && CLASS[c] == LETTER;
  }

  /** Whether a character can stand in a name of ASCII, behind its first. */
  static boolean isAsciiNamePart(char c) {
    return c < 128 && CLASS[c] != PLAIN;
  }

  /** Whether a character can stand in a name, behind its first. */
  static boolean isNamePart(char c) {
    return c < 128 ? CLASS[c] != PLAIN : Identifiers.isPart(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
