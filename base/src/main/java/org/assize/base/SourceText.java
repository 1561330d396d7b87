package org.assize.base;

import java.util.Arrays;

/**
 * The decoded text of one file with its line starts.
 *
 * <p>A line ends at {@code \n}, {@code \r\n} or a lone {@code \r}, as in Python; a form feed ends
 * no line. Instances are immutable; line starts are found on first use (a benign race: every thread
 * computes the same array).
 */
public final class SourceText {
  private final String text;
  private int[] lineStarts = NONE;

  private static final int[] NONE = {};

  private SourceText(String text) {
    this.text = text;
  }

  /** Wraps a decoded text, without its byte order mark. */
  public static SourceText of(String text) {
    return new SourceText(text);
  }

  /** Returns the whole text. */
  public String text() {
    return text;
  }

  /** Returns the number of UTF-16 units. */
  public int length() {
    return text.length();
  }

  /** Returns the part of the text that a span covers. */
  public String slice(int start, int end) {
    return text.substring(start, end);
  }

  /**
   * Returns the number of lines; an empty text has none, a final line end opens no further line.
   */
  public int lineCount() {
    int[] starts = starts();
    int lines = starts.length;
    return starts[lines - 1] == text.length() ? lines - 1 : lines;
  }

  /** Returns the line (from 1) that holds an offset in {@code 0..length()}. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(starts(), offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Returns the line and column of an offset in {@code 0..length()}. */
  public Position positionAt(int offset) {
    int line = lineAt(offset);
    return new Position(line, offset - starts()[line - 1] + 1);
  }

  /** Returns the offset at which a line (from 1) starts. */
  public int lineStart(int line) {
    return starts()[line - 1];
  }

  /** Returns a line (from 1) without its line end. */
  public String line(int line) {
    int[] starts = starts();
    int start = starts[line - 1];
    int end = line < starts.length ? starts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  private int[] starts() {
    int[] found = lineStarts;
    if (found.length == 0) {
      found = findLineStarts(text);
      lineStarts = found;
    }
    return found;
  }

  private static int[] findLineStarts(String text) {
    int[] starts = new int[16 + text.length() / 24];
    int count = 1;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == length || text.charAt(i + 1) != '\n'))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
