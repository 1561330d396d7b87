package org.assize.report;

import java.util.Arrays;

/** How many columns of a terminal a text takes. */
final class DisplayWidth {
  /** First and last code points of the ranges that terminals draw two columns wide. */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x2e80, 0x303e, 0x3041, 0x4dbf,
    0x4e00, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f,
    0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cff, 0x1b000, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf,
    0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f64f, 0x1f680,
    0x1f6c5, 0x1f6d0, 0x1f6d2, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7eb, 0x1f90c,
    0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd
  };

  private DisplayWidth() {}

  /** Returns the columns of a text without control characters. */
  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** Returns the longest beginning that takes at most so many columns. */
  static String head(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += of(point);
      if (used > columns) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  /** Returns the longest end that takes at most so many columns. */
  static String tail(String text, int columns) {
    int used = 0;
    int start = text.length();
    while (start > 0) {
      int point = text.codePointBefore(start);
      used += of(point);
      if (used > columns) {
        break;
      }
      start -= Character.charCount(point);
    }
    return text.substring(start);
  }

  private static int of(int point) {
    if (point < 0x300) {
      return point == 0xad ? 0 : 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(point) ? 2 : 1;
    };
  }

  private static boolean wide(int point) {
    int found = Arrays.binarySearch(WIDE, point);
    // Between the two ends of a range the insertion point is odd.
    return found >= 0 || (-found - 1) % 2 == 1;
  }
}
