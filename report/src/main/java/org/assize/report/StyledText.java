package org.assize.report;

/** One line of terminal output: its text with colours, and how wide it is without them. */
final class StyledText {
  /** A colour's control sequence. */
  enum Ink {
    RED("31"),
    YELLOW("33"),
    DIM("2"),
    CYAN("36");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  private final Typography typography;
  private final Colour colour;
  private final StringBuilder text = new StringBuilder();
  private int width;

  StyledText(Typography typography, Colour colour) {
    this.typography = typography;
    this.colour = colour;
  }

  /** Appends text, made visible. */
  StyledText add(String part) {
    String visible = fit(part);
    text.append(visible);
    width += DisplayWidth.of(visible);
    return this;
  }

  /** Appends text in a colour. */
  StyledText add(Ink ink, String part) {
    if (colour == Colour.OFF || part.isEmpty()) {
      return add(part);
    }
    text.append("\u001b[").append(ink.code).append('m');
    add(part);
    text.append("\u001b[0m");
    return this;
  }

  /** Appends spaces up to a column (from 0), and at least {@code gap} of them. */
  StyledText padTo(int column, int gap) {
    return add(" ".repeat(Math.max(gap, column - width)));
  }

  /** Returns a text as this line would show it. */
  String fit(String part) {
    return typography.fit(VisibleText.of(part));
  }

  /** Returns the number of columns so far. */
  int width() {
    return width;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
