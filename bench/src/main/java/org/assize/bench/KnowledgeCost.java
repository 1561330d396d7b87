package org.assize.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assize.knowledge.Knowledge;
import org.assize.oracle.Checkout;

/**
 * The time that loading all knowledge takes in a process that has just started, as {@code ./assize}
 * starts Java: with its flags, its archives and its cache of classes.
 */
final class KnowledgeCost {
  private static final int ROUNDS = 11;

  private KnowledgeCost() {}

  /** The main class of the process that is timed. */
  public static final class Once {
    private Once() {}

    /** Loads all knowledge once and prints the nanoseconds that it took. */
    public static void main(String[] args) {
      long began = System.nanoTime();
      int rules = Knowledge.load().rules().size();
      System.out.println((System.nanoTime() - began) + " " + rules);
    }
  }

  /**
   * Returns the line that says it.
   *
   * @throws IOException if the launcher cannot build in the checkout, or a process does not start
   */
  static String measure() throws IOException {
    List<Long> times = new ArrayList<>();
    String rules = "";
    Path app = app();
    for (int round = 0; round < ROUNDS; round++) {
      String[] said = run(app).split(" ", 2);
      times.add(Long.parseLong(said[0]));
      rules = said[1];
    }
    times.sort(null);
    return String.format(
        Locale.ROOT,
        "knowledge: %.1f ms for %s weaknesses with all facts (from %.1f to %.1f ms; the first thing"
            + " that a process does, median of %d processes; Java %s)",
        times.get(ROUNDS / 2) / 1e6,
        rules,
        times.getFirst() / 1e6,
        times.getLast() / 1e6,
        ROUNDS,
        Runtime.version());
  }

  private static String run(Path app) throws IOException {
    return ColdJava.run(
        List.of(
            "-Xlog:aot=off",
            "-XX:AOTCache=" + app.resolve("assize.aot"),
            "-cp",
            app.resolve("assize.jar") + File.pathSeparator + System.getProperty("java.class.path"),
            Once.class.getName()));
  }

  /** What the launcher starts, built anew where the sources have changed. */
  private static Path app() throws IOException {
    Path root = Checkout.locate().root();
    Path nothing = Files.createTempFile("assize-bench-", ".in");
    try {
      ChildRun.of(List.of(root.resolve("assize").toString(), "--version"), nothing);
    } finally {
      Files.deleteIfExists(nothing);
    }
    Path state = root.resolve(".build");
    Path current = state.resolve("current");
    if (!Files.isReadable(current)) {
      throw new IOException("the launcher does not build in " + state);
    }
    return state.resolve("builds").resolve(Files.readString(current).strip());
  }
}
