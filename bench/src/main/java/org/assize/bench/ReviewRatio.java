package org.assize.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.assize.oracle.Checkout;

/**
 * How much longer a whole review takes than CPython's {@code ast.parse} of the same files.
 *
 * <p>Both are whole processes, cold, from their start to their end, and run in turns: the review by
 * the launcher as a user starts it, the other side by {@code scripts/ast_time.py} for one round.
 * The medians are compared.
 */
final class ReviewRatio {
  private static final int ROUNDS = 5;

  private ReviewRatio() {}

  /**
   * Returns the lines that say it.
   *
   * @param python the interpreter to compare with
   * @throws IOException if the folder cannot be read, or one side does not run
   */
  static String measure(Path folder, String python) throws IOException {
    Texts texts = Texts.read(folder);
    Path assize = Checkout.locate().root().resolve("assize");
    Path list = Files.createTempFile("assize-bench-", ".txt");
    Path line = Files.createTempFile("assize-bench-", ".in");
    try {
      Files.writeString(list, joined(texts.paths()));
      Files.writeString(line, "\n");
      String script = Checkout.locate().script("ast_time.py");
      List<String> parse = List.of(python, "-I", "-S", "-B", script, list.toString());
      List<String> review = List.of(assize.toString(), "review", folder.toString());
      ChildRun.of(review, line); // builds what has to be built
      List<ChildRun> theirs = new ArrayList<>();
      List<ChildRun> ours = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        theirs.add(ChildRun.of(parse, line));
        ours.add(ChildRun.of(review, line));
      }
      return report(folder, texts.paths().size(), python, ours, theirs);
    } finally {
      Files.deleteIfExists(list);
      Files.deleteIfExists(line);
    }
  }

  private static String joined(List<Path> paths) {
    StringBuilder all = new StringBuilder();
    paths.forEach(path -> all.append(path.toAbsolutePath()).append('\0'));
    return all.toString();
  }

  private static String report(
      Path folder, int files, String python, List<ChildRun> ours, List<ChildRun> theirs)
      throws IOException {
    double wall = median(ours, ChildRun::seconds);
    double otherWall = median(theirs, ChildRun::seconds);
    double cpu = median(ours, ChildRun::cpuSeconds);
    double otherCpu = median(theirs, ChildRun::cpuSeconds);
    return String.format(
        Locale.ROOT,
        "review %s: %.2f times ast.parse by the clock, %.2f times in processor time"
            + " (%.2f s and %.2f s on Java %s, peak %.0f MB; %.2f s and %.2f s on %s, peak %.0f MB;"
            + " %d files, %d processors, whole processes, cold, median of %d rounds)",
        folder,
        wall / otherWall,
        cpu / otherCpu,
        wall,
        cpu,
        Runtime.version().feature(),
        median(ours, run -> run.peakBytes() / 1e6),
        otherWall,
        otherCpu,
        version(python),
        median(theirs, run -> run.peakBytes() / 1e6),
        files,
        Runtime.getRuntime().availableProcessors(),
        ROUNDS);
  }

  private static double median(List<ChildRun> runs, ToDoubleFunction<ChildRun> value) {
    return runs.stream().mapToDouble(value).sorted().toArray()[runs.size() / 2];
  }

  private static String version(String python) throws IOException {
    Process process = new ProcessBuilder(python, "--version").redirectErrorStream(true).start();
    try (BufferedReader answer = process.inputReader(StandardCharsets.UTF_8)) {
      String line = answer.readLine();
      return line == null ? python : line;
    }
  }
}
