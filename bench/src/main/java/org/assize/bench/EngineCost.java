package org.assize.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The time of parsing a folder, lowering and solving its production, cold and as a whole process,
 * against the time that a CPython takes to {@code ast.parse} the same files in the same run.
 */
final class EngineCost {
  private static final int ROUNDS = 3;
  private static final int JOBS = 2;

  private EngineCost() {}

  /** The main class of the process that is timed; its argument is the folder. */
  public static final class Once {
    private Once() {}

    /** Solves the folder once and says what was found on one line. */
    public static void main(String[] args) throws IOException {
      SolvedProgram solved = SolvedProgram.of(Path.of(args[0]), JOBS);
      long edges = 0;
      for (int number = 0; number < solved.values().bodies().size(); number++) {
        edges += solved.values().calls(number).stream().mapToLong(c -> c.callees().size()).sum();
      }
      System.out.println(solved.values().bodies().size() + " bodies, " + edges + " edges");
    }
  }

  /**
   * Returns the line that says the ratio.
   *
   * @throws IOException if the folder cannot be read or a process does not start
   */
  static String measure(Path folder, String python) throws IOException {
    List<Double> own = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    String found = "";
    Texts texts = Texts.read(folder);
    try (PythonTimer timer = new PythonTimer(python, texts.paths())) {
      for (int round = 0; round < ROUNDS; round++) {
        theirs.add(timer.round());
        long began = System.nanoTime();
        found = run(folder);
        own.add((double) (System.nanoTime() - began));
      }
      return String.format(
          Locale.ROOT,
          "engine %s: %.1f times ast.parse (%.1f s against %.1f s on CPython %s; whole process,"
              + " cold, %d threads, median of %d; %s; Java %s)",
          folder,
          median(own) / median(theirs),
          median(own) / 1e9,
          median(theirs) / 1e9,
          timer.version(),
          JOBS,
          ROUNDS,
          found,
          Runtime.version());
    }
  }

  private static String run(Path folder) throws IOException {
    return ColdJava.run(
        List.of(
            "-Xmx1500m",
            "-cp",
            System.getProperty("java.class.path"),
            Once.class.getName(),
            folder.toString()));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
