package org.assize.report;

import org.assize.review.SourceLines;

/**
 * What a report needs to know besides the review.
 *
 * @param show which observations are listed
 * @param sources for excerpts and for hashes of lines
 * @param manual for help texts
 * @param typography of the terminal; other formats are always Unicode
 * @param colour of the terminal; other formats have none
 * @param columns of the terminal; more than a page has are not used
 */
public record ReportOptions(
    Show show,
    SourceLines sources,
    Manual manual,
    Typography typography,
    Colour colour,
    int columns) {
  /** Everything left to the format, Unicode, no colour. */
  public static ReportOptions of(SourceLines sources, Manual manual) {
    return new ReportOptions(
        Show.AUTO, sources, manual, Typography.UNICODE, Colour.OFF, Page.WIDTH);
  }

  /** Returns these options with another answer to what is listed. */
  public ReportOptions with(Show other) {
    return new ReportOptions(other, sources, manual, typography, colour, columns);
  }

  /** Returns these options for another terminal. */
  public ReportOptions with(Typography otherTypography, Colour otherColour) {
    return new ReportOptions(show, sources, manual, otherTypography, otherColour, columns);
  }

  /** Returns these options for a terminal of so many columns. */
  public ReportOptions withColumns(int terminal) {
    return new ReportOptions(show, sources, manual, typography, colour, terminal);
  }
}
