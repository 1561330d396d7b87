package org.assize.report;

import java.io.IOException;

/**
 * A terminal page of 100 columns, or what the terminal has of them: lines, and paragraphs that are
 * wrapped with a hanging indent.
 */
final class Page {
  static final int WIDTH = 100;

  /** With fewer columns the terminal itself breaks the lines. */
  private static final int NARROWEST = 60;

  private final Appendable out;
  private final Typography typography;
  private final Colour colour;
  private final int width;

  Page(Appendable out, ReportOptions options) {
    this(out, options.typography(), options.colour(), options.columns());
  }

  Page(Appendable out, Typography typography, Colour colour, int columns) {
    this.width = Math.clamp(columns, NARROWEST, WIDTH);
    this.out = out;
    this.typography = typography;
    this.colour = colour;
  }

  /** Returns how many columns a line may take. */
  int width() {
    return width;
  }

  /** Starts a line. */
  StyledText line() {
    return new StyledText(typography, colour);
  }

  /** Writes a line. */
  void print(StyledText line) throws IOException {
    out.append(line.toString()).append('\n');
  }

  /** Writes an empty line. */
  void blank() throws IOException {
    out.append('\n');
  }

  /** Writes a paragraph from the first column on. */
  void paragraph(String text) throws IOException {
    wrap(line(), text, 0);
  }

  /**
   * Writes a line and a text behind it; what does not fit goes on at column {@code hang}. A word is
   * never broken, so that every place stays one that can be clicked.
   */
  void wrap(StyledText first, String text, int hang) throws IOException {
    StyledText line = first;
    boolean fresh = true;
    for (String word : VisibleText.sentence(text).split(" ", -1)) {
      int columns = DisplayWidth.of(line.fit(word));
      boolean full = line.width() + (fresh ? 0 : 1) + columns > width;
      if (full && line.width() > hang) {
        out.append(line.toString().stripTrailing()).append('\n');
        line = line().padTo(hang, 0);
        fresh = true;
      }
      line.add(fresh ? word : " " + word);
      fresh = false;
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
