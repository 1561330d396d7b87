package org.assize.report;

import java.io.IOException;
import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.facts.Reason;
import org.assize.facts.Status;
import org.assize.review.Coverage;
import org.assize.review.FileSummary;
import org.assize.review.Review;

/**
 * Plain text for people: what to act on first, then what is no defect, the verdict and what was not
 * looked at.
 */
final class TerminalFormat implements ReportFormat {
  private static final String EXPLAINED = "That is the reason for each caution below.";

  @Override
  public String id() {
    return "terminal";
  }

  @Override
  public void write(Review review, ReportOptions options, Appendable out) throws IOException {
    Page page = new Page(out, options);
    Listed listed = Listed.of(review, options.show());
    introduction(page, review, listed);
    new FindingBlocks(page, options, review).write(listed);
    new OtherPatterns(page, review.scope().size() == 1).write(listed);
    closing(page, review);
  }

  /** One file is introduced by what it is for, where that is not plain production code. */
  private static void introduction(Page page, Review review, Listed listed) throws IOException {
    if (review.scope().size() != 1 || review.scope().getFirst().reason().isBlank()) {
      return;
    }
    FileSummary file = review.scope().getFirst();
    String text =
        "%s is %s code: %s"
            .formatted(
                VisibleText.of(file.path()), file.role().id(), Words.sentence(file.reason()));
    page.paragraph(text);
    if (explainsCautions(file, listed)) {
      page.paragraph(EXPLAINED);
    }
    page.blank();
  }

  private static boolean explainsCautions(FileSummary file, Listed listed) {
    List<Pattern> cautions =
        listed.others().stream().filter(pattern -> pattern.status() == Status.CAUTION).toList();
    return file.role() == CodeRole.TEST
        && cautions.size() > 1
        && cautions.stream().allMatch(pattern -> pattern.first().reason() == Reason.TEST_CODE);
  }

  private static void closing(Page page, Review review) throws IOException {
    Coverage coverage = review.coverage();
    page.paragraph(review.verdict().sentence());
    page.paragraph(CoverageText.size(review));
    for (CoverageText.Problem problem : CoverageText.notParsed(coverage)) {
      page.wrap(page.line().add("   " + problem.place() + "  "), problem.message(), 6);
    }
    for (String sentence : CoverageText.sentences(coverage, name -> name)) {
      page.paragraph(sentence);
    }
  }
}
