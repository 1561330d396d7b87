package org.assize.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.syntax.Parser;

/**
 * How many times faster than CPython's {@code ast.parse} our parser is over a folder.
 *
 * <p>Both sides hold decoded texts in memory, use one thread, keep one tree alive at a time and run
 * in turns in the same minute; the medians of their rounds are compared.
 */
final class ParseRatio {
  private static final int WARM_UPS = 12;
  private static final int ROUNDS = 9;

  private ParseRatio() {}

  /**
   * Returns the one line that says it.
   *
   * @param python the interpreter to compare with
   * @throws IOException if the folder cannot be read or the interpreter does not run
   */
  static String measure(Path folder, String python) throws IOException {
    Texts texts = Texts.read(folder);
    if (texts.paths().isEmpty()) {
      throw new IOException("no Python file in " + folder);
    }
    for (int i = 0; i < WARM_UPS; i++) {
      round(texts.fresh());
    }
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    String version;
    try (PythonTimer timer = new PythonTimer(python, texts.paths())) {
      version = timer.version();
      timer.round();
      for (int i = 0; i < ROUNDS; i++) {
        theirs[i] = timer.round();
        ours[i] = round(texts.fresh());
      }
    }
    double ourSpeed = texts.megabytesPerSecond(median(ours));
    double theirSpeed = texts.megabytesPerSecond(median(theirs));
    return String.format(
        Locale.ROOT,
        "parse %s: %.1f times ast.parse (%.1f MB/s, Java %s; %.1f MB/s, CPython %s at %s;"
            + " %d files, %.1f MB, text in memory, one thread, warm, median of %d rounds)",
        folder,
        ourSpeed / theirSpeed,
        ourSpeed,
        Runtime.version().feature(),
        theirSpeed,
        version,
        python,
        texts.paths().size(),
        texts.bytes() / 1e6,
        ROUNDS);
  }

  /** Returns Debian's interpreter, or the one on {@code PATH} where there is none. */
  static String defaultPython() {
    return Optional.of(Path.of("/usr/bin/python3"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .orElse("python3");
  }

  private static double round(List<SourceText> texts) {
    int statements = 0;
    long start = System.nanoTime();
    for (SourceText text : texts) {
      statements += Parser.parse(text, Optional.empty()).tree().body().size();
    }
    long nanoseconds = System.nanoTime() - start;
    if (statements < 0) {
      throw new AssertionError();
    }
    return nanoseconds;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
