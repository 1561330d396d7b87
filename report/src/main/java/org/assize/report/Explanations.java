package org.assize.report;

import java.io.IOException;
import java.util.List;
import org.assize.review.LineExplanation;
import org.assize.review.Observation;
import org.assize.review.Review;

/** Explanations for people: of one line, and of one observation. */
public final class Explanations {
  private Explanations() {}

  /** Writes what is known of a line. */
  public static void line(
      LineExplanation line, Typography typography, Colour colour, Appendable out)
      throws IOException {
    new LineText(new Page(out, typography, colour, Page.WIDTH), line).write();
  }

  /**
   * Writes some observations of a review with all their steps, and what the manual says of their
   * weakness.
   */
  public static void observations(
      List<Observation> chosen, Review review, ReportOptions options, Appendable out)
      throws IOException {
    Page page = new Page(out, options);
    FindingBlocks blocks = new FindingBlocks(page, options, review);
    for (Observation seen : chosen) {
      blocks.whole(seen);
      page.blank();
      new ReasonText(page, options.manual()).write(seen);
    }
  }
}
