package org.assize.bench.score;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;

/** Reviews labelled code in this process and prints how labels and review agree. */
public final class Scores {
  private static final String EXPECTED = "expectedresults-";

  private Scores() {}

  /**
   * Scores OWASP BenchmarkPython.
   *
   * @param folder holds {@code testcode}, {@code helpers} and the expected results
   * @param options {@code --misses} lists the cases where label and review differ
   * @throws IOException if the folder cannot be read
   */
  public static void owasp(PrintStream out, Path folder, List<String> options) throws IOException {
    List<OwaspScore.Case> cases = OwaspScore.Case.read(Files.readAllLines(expected(folder)));
    OwaspScore score = OwaspScore.of(cases, new FolderReview(Knowledge.load()).statements(folder));
    out.print(score.table());
    if (options.contains("--misses")) {
      out.print(score.differences());
    }
  }

  /**
   * Takes guards out of real code.
   *
   * @param folder holds the trees
   * @param only words of which one occurs in the path of a mutant; none for all
   * @throws IOException if the trees cannot be read
   */
  public static void mutants(PrintStream out, Path folder, List<String> only) throws IOException {
    MutantScore.print(out, folder, new FolderReview(Knowledge.load()), only);
  }

  private static Path expected(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(EXPECTED))
          .sorted()
          .findFirst()
          .orElseThrow(() -> new IOException("no " + EXPECTED + "*.csv in " + folder));
    }
  }

  /**
   * Scores SecurityEval, once for defects and once for defects and cautions.
   *
   * @param folder holds the folders of the samples, or a folder that does
   * @param options {@code --misses} lists the samples without a compatible defect
   * @throws IOException if the folder cannot be read
   */
  public static void securityEval(PrintStream out, Path folder, List<String> options)
      throws IOException {
    List<String> samples;
    try (Stream<Path> files = Files.walk(folder)) {
      samples = files.map(f -> folder.relativize(f).toString().replace('\\', '/')).toList();
    }
    List<Statement> statements = new FolderReview(Knowledge.load()).statements(folder);
    SecurityEvalScore defects = SecurityEvalScore.of(samples, statements, Set.of(Status.DEFECT));
    SecurityEvalScore both =
        SecurityEvalScore.of(samples, statements, Set.of(Status.DEFECT, Status.CAUTION));
    out.println("defects: " + defects.line());
    out.println("defects and cautions: " + both.line());
    if (options.contains("--misses")) {
      for (String missed : defects.missed()) {
        String sample = missed.substring(0, missed.indexOf(' '));
        boolean isCaution = both.missed().stream().noneMatch(m -> m.startsWith(sample + " "));
        out.println(missed + (isCaution ? ", a caution" : ""));
      }
    }
  }

  /**
   * Scores flaws of real projects.
   *
   * @param cases a file with a case on each line, as JSON
   * @param trees holds the trees before and after each repair, in a folder {@code trees}
   * @param options {@code --new} reviews only trees without a report, {@code --none} no tree; any
   *     other word leaves the cases of repositories that contain it
   * @throws IOException if something cannot be read, or a report not be written
   */
  public static void real(PrintStream out, Path cases, Path trees, List<String> options)
      throws IOException {
    List<String> words = options.stream().filter(o -> !o.startsWith("--")).toList();
    List<RealCase> wanted =
        RealCase.read(Files.readAllLines(cases)).stream()
            .filter(c -> words.isEmpty() || words.stream().anyMatch(c.repository()::contains))
            .toList();
    RealRun.Which which =
        options.contains("--none")
            ? RealRun.Which.NONE
            : options.contains("--new") ? RealRun.Which.WITHOUT_REPORT : RealRun.Which.ALL;
    Path absolute = trees.toAbsolutePath().normalize();
    Path reports = absolute.resolveSibling(absolute.getFileName() + "-reports");
    RealRun run = new RealRun(absolute, reports, new FolderReview(Knowledge.load()), System.err);
    out.print(RealTable.of(run.scores(wanted, which)));
  }
}
