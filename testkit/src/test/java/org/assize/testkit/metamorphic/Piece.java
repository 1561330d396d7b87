package org.assize.testkit.metamorphic;

/**
 * A part of a changed text and where it comes from.
 *
 * @param text as it is written
 * @param path of the original file
 * @param start the offset there that its first unit stands for
 * @param copied whether each further unit stands for a further offset; else all stand for the first
 */
record Piece(String text, String path, int start, boolean copied) {
  /** Takes over a part of an original file. */
  static Piece copy(Source source, int start, int end) {
    return new Piece(source.slice(start, end), source.path(), start, true);
  }

  /** A new text, of which something may be said that is said of a place of the original. */
  static Piece instead(Source source, int start, String text) {
    return new Piece(text, source.path(), start, false);
  }

  /** A new text, of which nothing must be said. */
  static Piece added(String text) {
    return new Piece(text, "", 0, false);
  }

  /** Returns the offset of the original that a unit of this text stands for. */
  int origin(int unit) {
    return copied ? start + unit : start;
  }
}
