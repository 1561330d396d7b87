package org.assize.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one process cost from its start to its end.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all its threads and of the processes it started; 0 where the system does not
 *     tell (only Linux does, in {@code /proc})
 * @param peakBytes of memory, seen every few milliseconds; 0 where the system does not tell
 */
record ChildRun(double seconds, double cpuSeconds, long peakBytes) {
  private static final long LOOK_EVERY_MILLISECONDS = 5;
  private static final double TICKS_PER_SECOND = 100;

  /**
   * Runs a command to its end, with a file as its input and its output thrown away.
   *
   * @throws IOException if it does not start or exits with 2 or more
   */
  static ChildRun of(List<String> command, Path input) throws IOException {
    double cpuBefore = childrenSeconds();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long peak = 0;
    try {
      while (!process.waitFor(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakOf(process.pid()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() > 1) {
      throw new IOException(command.getFirst() + " exits with " + process.exitValue());
    }
    return new ChildRun(seconds, childrenSeconds() - cpuBefore, peak);
  }

  /** The processor time of all processes that this one started and that have ended (proc(5)). */
  private static double childrenSeconds() throws IOException {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Double.parseDouble(fields[13]) + Double.parseDouble(fields[14])) / TICKS_PER_SECOND;
  }

  private static long peakOf(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // It has ended, or there is no /proc: what was seen before counts.
    }
    return 0;
  }
}
