package org.assize.program.source;

/** Tells text from binary data by the first bytes. */
enum BinaryCheck {
  TEXT,
  UTF_16,
  BINARY;

  private static final int LOOKED_AT = 8_192;

  /** Binary data has NUL bytes and at least this many strange bytes, itself among them, in 100. */
  private static final int PERCENT = 5;

  /**
   * Looks at a file. One NUL in a page of text is no reason to refuse it: old versions of Python
   * run such a file, so hiding from a review would be that easy.
   */
  static BinaryCheck of(byte[] bytes) {
    int end = Math.min(bytes.length, LOOKED_AT);
    int zeros = 0;
    int strange = 0;
    for (int i = 0; i < end; i++) {
      int b = bytes[i];
      zeros += b == 0 ? 1 : 0;
      strange += b >= 0 && b < 32 && !(b >= 7 && b <= 13) && b != 27 ? 1 : 0;
    }
    if (zeros == 0) {
      return TEXT;
    }
    if (end >= 2 && isMark(bytes[0], bytes[1])) {
      return UTF_16;
    }
    return strange * 100 >= end * PERCENT ? BINARY : TEXT;
  }

  private static boolean isMark(byte first, byte second) {
    return (first == (byte) 0xFF && second == (byte) 0xFE)
        || (first == (byte) 0xFE && second == (byte) 0xFF);
  }
}
