package org.assize.bench.score;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reviews the trees of real cases, each once and one at a time, and keeps their reports. */
final class RealRun {
  /** Which trees are reviewed; the report of any other is the one that was kept. */
  enum Which {
    ALL,
    WITHOUT_REPORT,
    NONE
  }

  private final Path trees;
  private final Path reports;
  private final FolderReview review;
  private final PrintStream progress;

  /**
   * Creates a run.
   *
   * @param trees holds the trees of the cases in {@code trees}, by repository and commit
   * @param reports where a report is kept for each tree; made if it is not there
   * @param progress hears of each tree
   */
  RealRun(Path trees, Path reports, FolderReview review, PrintStream progress) {
    this.trees = trees.resolve("trees");
    this.reports = reports;
    this.review = review;
    this.progress = progress;
  }

  /**
   * Reviews what has to be and scores every case that has both of its reports.
   *
   * @throws IOException if reports cannot be read or written
   */
  List<RealScore> scores(List<RealCase> cases, Which which) throws IOException {
    Files.createDirectories(reports);
    SortedSet<String> names = new TreeSet<>();
    cases.forEach(one -> names.addAll(List.of(one.vulnerableTree(), one.fixedTree())));
    Map<String, List<Statement>> said = new HashMap<>();
    for (String name : names) {
      Path report = reports.resolve(name + ".sarif");
      boolean wanted = which == Which.ALL || (which == Which.WITHOUT_REPORT && !isThere(report));
      if (wanted) {
        review(name, report);
      }
      if (isThere(report)) {
        said.put(name, SarifReport.read(report));
      }
    }
    List<RealScore> scores = new ArrayList<>();
    for (RealCase one : cases) {
      List<Statement> before = said.get(one.vulnerableTree());
      List<Statement> after = said.get(one.fixedTree());
      if (before == null || after == null) {
        progress.println("no pair of reports: case " + one.index());
      } else {
        scores.add(RealScore.of(one, before, after));
      }
    }
    return scores;
  }

  private static boolean isThere(Path report) {
    return Files.exists(report);
  }

  /** A tree whose review fails has no report, not an old one, and costs only its own cases. */
  private void review(String name, Path report) throws IOException {
    Files.deleteIfExists(report);
    long start = System.nanoTime();
    String end;
    try {
      review.writeSarif(trees.resolve(name), report);
      end = "";
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      end = "  failed: " + e;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.println(String.format(Locale.ROOT, "%s %.0f s%s", name, seconds, end));
  }
}
