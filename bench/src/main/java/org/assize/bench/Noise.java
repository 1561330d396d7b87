package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assize.facts.CodeRole;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;
import org.assize.review.FileSummary;
import org.assize.review.Observation;
import org.assize.review.Review;

/** How much a review of a whole folder says outside of its tests, and where, for a judgement. */
final class Noise {
  private Noise() {}

  /** Reviews a folder as one project; a row of a table, then a line for each place. */
  static String of(Path folder) throws IOException {
    Review review = Evaluation.review(folder, Knowledge.load());
    int lines =
        review.scope().stream()
            .filter(f -> f.role() != CodeRole.TEST)
            .mapToInt(FileSummary::lines)
            .sum();
    StringBuilder page = new StringBuilder();
    page.append(
        "| files | lines outside of tests | defects | undecided"
            + " | defects per 10,000 lines | undecided per 10,000 lines |\n|---|---|---|---|---|---|\n");
    long defects = count(review, Status.DEFECT);
    long undecided = count(review, Status.UNDECIDED);
    page.append(
        String.format(
            Locale.ROOT,
            "| %,d | %,d | %d | %d | %.2f | %.2f |%n",
            review.scope().size(),
            lines,
            defects,
            undecided,
            defects * 10_000.0 / lines,
            undecided * 10_000.0 / lines));
    for (Status status : List.of(Status.DEFECT, Status.UNDECIDED)) {
      review.observations().stream().filter(o -> o.status() == status).forEach(o -> line(o, page));
    }
    return page.toString();
  }

  private static long count(Review review, Status status) {
    return review.observations().stream().filter(o -> o.status() == status).count();
  }

  private static void line(Observation seen, StringBuilder page) {
    page.append(
        "%n- %s `%s` `%s:%d` %s"
            .formatted(
                seen.status().id(),
                seen.weakness(),
                seen.location().path(),
                seen.location().startLine(),
                seen.message()));
  }
}
