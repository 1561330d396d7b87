package org.assize.syntax;

import java.text.Normalizer;

/** Which characters make a name beyond ASCII: XID_Start and XID_Continue, as PEP 3131 has it. */
final class Identifiers {
  private Identifiers() {}

  static boolean isStart(int c) {
    return Character.isUnicodeIdentifierStart(c) ? !onlyInIdStart(c) : c == '_';
  }

  static boolean isPart(int c) {
    if (!Character.isUnicodeIdentifierPart(c) || onlyInIdContinue(c)) {
      return false;
    }
    // Java counts ignorable format characters as parts of an identifier, Unicode does not.
    return !Character.isIdentifierIgnorable(c);
  }

  /** Returns the form under which names are compared. */
  static String normalise(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC);
  }

  /** Whether CPython shows the character in a message. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The characters of ID_Continue that are not in XID_Continue. */
  private static boolean onlyInIdContinue(int c) {
    return c == 0x37A
        || c == 0x309B
        || c == 0x309C
        || (c >= 0xFC5E && c <= 0xFC63)
        || c == 0xFDFA
        || c == 0xFDFB
        || (c >= 0xFE70 && c <= 0xFE7E && c % 2 == 0);
  }

  private static boolean onlyInIdStart(int c) {
    return onlyInIdContinue(c) || c == 0xE33 || c == 0xEB3 || c == 0xFF9E || c == 0xFF9F;
  }
}
