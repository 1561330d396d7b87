package org.assize.oracle;

import org.assize.base.SourceText;

/**
 * Places as CPython's {@code ast} counts them: lines from 1, columns from 0 in UTF-8 bytes.
 *
 * <p>Keeps the line it found last, since the nodes of a tree come nearly in the order of the text.
 */
final class ByteColumns {
  private final SourceText source;
  private final String text;
  private final int lines;
  private final boolean ascii;
  private int line = 1;
  private int lineStart;
  private int lineEnd;

  ByteColumns(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.lines = source.lineAt(text.length());
    this.ascii = text.chars().allMatch(c -> c < 0x80);
    select(1);
  }

  /** Returns the line (from 1) of an offset, and keeps it for {@link #column}. */
  int line(int offset) {
    if (offset < lineStart || offset >= lineEnd) {
      select(source.lineAt(offset));
    }
    return line;
  }

  /** Returns the bytes between the start of the offset's line and the offset. */
  int column(int offset) {
    line(offset);
    if (ascii) {
      return offset - lineStart;
    }
    int bytes = 0;
    for (int i = lineStart; i < offset; i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair stands for two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  private void select(int newLine) {
    line = newLine;
    lineStart = source.lineStart(newLine);
    lineEnd = newLine < lines ? source.lineStart(newLine + 1) : Integer.MAX_VALUE;
  }
}
