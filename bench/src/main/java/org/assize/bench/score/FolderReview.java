package org.assize.bench.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.cli.disk.DiskTree;
import org.assize.cli.disk.DiskWorkspace;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.program.source.OverlayTree;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.report.Manual;
import org.assize.report.ReportFormat;
import org.assize.report.ReportOptions;
import org.assize.report.Show;
import org.assize.review.CannotReviewException;
import org.assize.review.Dependencies;
import org.assize.review.Observation;
import org.assize.review.Progress;
import org.assize.review.ProjectReviewer;
import org.assize.review.ReviewRequest;
import org.assize.review.Reviewed;
import org.assize.review.Selection;
import org.assize.review.Workspace;
import org.jspecify.annotations.Nullable;

/** Reviews whole folders, each as one program; imported packages are read only where given. */
public final class FolderReview {
  private final Knowledge knowledge;
  private final ProjectReviewer reviewer;

  /** Prepares to review with some knowledge. */
  public FolderReview(Knowledge knowledge) {
    this.knowledge = knowledge;
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

  /**
   * A file with another content.
   *
   * @param path within the folder
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Replaced(String path, byte[] bytes) {}

  /**
   * Returns what a review of a folder says of some weaknesses when one file has another content.
   *
   * @param file or null for the folder as it is
   * @throws IOException if the folder cannot be reviewed
   */
  List<Observation> withFile(Path folder, Set<String> weaknesses, @Nullable Replaced file)
      throws IOException {
    SourceTree disk = disk(folder);
    SourceTree tree = file == null ? disk : OverlayTree.of(disk, file.path(), file.bytes());
    return opened(tree, List.of(), new Selection(weaknesses, Set.of())).review().observations();
  }

  /**
   * Reviews a folder as one program that imports given packages.
   *
   * @param dependencies trees of packages, read for facts
   * @throws IOException if the folder cannot be reviewed
   */
  public Reviewed review(Path folder, List<SourceTree> dependencies) throws IOException {
    return opened(disk(folder), dependencies, Selection.ALL);
  }

  private static SourceTree disk(Path folder) throws IOException {
    try {
      return DiskTree.open(folder);
    } catch (UnreadableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Reviewed opened(SourceTree tree, List<SourceTree> dependencies, Selection selection)
      throws IOException {
    Workspace workspace = request -> new Workspace.Opened(tree, List.of(""), dependencies);
    ProjectReviewer other =
        new ProjectReviewer("bench", knowledge, StandardLibrary.load(), workspace);
    ReviewRequest request =
        new ReviewRequest(
            List.of(""),
            null,
            null,
            List.of(),
            List.of(),
            null,
            new Dependencies.None(),
            selection,
            Runtime.getRuntime().availableProcessors());
    try {
      return other.review(request, Progress.NONE);
    } catch (CannotReviewException e) {
      throw new IOException(e.getMessage(), e);
    }
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
