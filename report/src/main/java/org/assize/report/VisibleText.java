package org.assize.report;

/**
 * Text from reviewed code made harmless: what would move the cursor, switch colours or turn the
 * reading direction is shown as an escape instead of being obeyed.
 */
public final class VisibleText {
  private VisibleText() {}

  /** Returns a text in which every control character is shown. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(VisibleText::hidden)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (hidden(point)) {
            visible.append(escape(point));
          } else {
            visible.appendCodePoint(point);
          }
        });
    return visible.toString();
  }

  /** Returns a sentence on one line: line ends and tabs in it are spaces. */
  static String sentence(String text) {
    return of(text.strip().replaceAll("\\s*[\\r\\n\\t]\\s*", " "));
  }

  /** Returns a code point as Python would write it in a string literal. */
  static String escape(int point) {
    if (point < 0x100) {
      return "\\x%02x".formatted(point);
    }
    return (point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point);
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      // Joiners shape letters and emoji; every other format character hides or reorders text.
      case Character.FORMAT -> point != 0x200d && point != 0x200c && point != 0xad;
      default -> false;
    };
  }
}
