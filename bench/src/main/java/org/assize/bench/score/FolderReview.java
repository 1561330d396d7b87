package org.assize.bench.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.assize.cli.disk.DiskWorkspace;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.report.Manual;
import org.assize.report.ReportFormat;
import org.assize.report.ReportOptions;
import org.assize.report.Show;
import org.assize.review.CannotReviewException;
import org.assize.review.Dependencies;
import org.assize.review.Progress;
import org.assize.review.ProjectReviewer;
import org.assize.review.ReviewRequest;
import org.assize.review.Reviewed;

/** Reviews whole folders, each as one program, without code of imported packages. */
public final class FolderReview {
  private final ProjectReviewer reviewer;

  /** Prepares to review with some knowledge. */
  public FolderReview(Knowledge knowledge) {
    reviewer =
        new ProjectReviewer(
            "bench", knowledge, StandardLibrary.load(), new DiskWorkspace(Map.of(), ""));
  }

  /**
   * Returns what a review of a folder says.
   *
   * @throws IOException if the folder cannot be reviewed
   */
  List<Statement> statements(Path folder) throws IOException {
    return Statement.of(review(folder).review());
  }

  /**
   * Writes all that a review of a folder says; the file is whole or not there.
   *
   * @throws IOException if the folder cannot be reviewed or the file not be written
   */
  void writeSarif(Path folder, Path file) throws IOException {
    Reviewed reviewed = review(folder);
    StringBuilder text = new StringBuilder();
    ReportFormat.parse("sarif")
        .orElseThrow()
        .write(
            reviewed.review(),
            ReportOptions.of(reviewed.sources(), Manual.NONE).with(Show.ALL),
            text);
    Path part = Path.of(file + ".part");
    Files.writeString(part, text, StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Reviewed review(Path folder) throws IOException {
    return review(folder, List.of(""), Runtime.getRuntime().availableProcessors());
  }

  /**
   * Reviews parts of a folder as one program.
   *
   * @param scope relative to the folder
   * @throws IOException if the folder cannot be reviewed
   */
  public Reviewed review(Path folder, List<String> scope, int jobs) throws IOException {
    ReviewRequest plain =
        ReviewRequest.of(scope.stream().map(p -> folder.resolve(p).toString()).toList());
    ReviewRequest request =
        new ReviewRequest(
            plain.paths(),
            null,
            folder.toString(),
            List.of(),
            List.of(),
            null,
            new Dependencies.None(),
            plain.selection(),
            jobs);
    try {
      return reviewer.review(request, Progress.NONE);
    } catch (CannotReviewException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
