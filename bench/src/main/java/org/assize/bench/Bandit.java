package org.assize.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the command {@code bandit} on this machine reports.
 *
 * @param version what it calls itself
 * @param reports by path, line and rule
 */
record Bandit(String version, List<Report> reports) {
  private static final String TEMPLATE = "{abspath}\t{line}\t{test_id}\t{range}";

  /**
   * One place.
   *
   * @param path relative to the folder, with {@code /}
   * @param line from 1
   * @param rule {@code B303}
   * @param lastLine the last line of the code that it reports
   */
  record Report(String path, int line, String rule, int lastLine) {}

  /** Runs it over a folder. */
  static Bandit run(Path folder) throws IOException {
    Path root = folder.toRealPath();
    List<String> out =
        lines("bandit", "-q", "-r", root.toString(), "-f", "custom", "--msg-template", TEMPLATE);
    List<Report> reports = new ArrayList<>();
    for (String line : out) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 4) {
        String path = root.relativize(Path.of(parts[0])).toString().replace('\\', '/');
        int first = Integer.parseInt(parts[1]);
        reports.add(new Report(path, first, parts[2], lastLine(parts[3], first)));
      }
    }
    reports.sort(
        Comparator.comparing(Report::path)
            .thenComparingInt(Report::line)
            .thenComparing(Report::rule));
    return new Bandit(lines("bandit", "--version").getFirst(), List.copyOf(reports));
  }

  /** The last number of {@code [42, 43, 44]}. */
  private static int lastLine(String range, int first) {
    String digits = range.replaceAll(".*?(\\d+)\\D*$", "$1");
    return digits.matches("\\d+") ? Math.max(first, Integer.parseInt(digits)) : first;
  }

  private static List<String> lines(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return out.lines().toList();
  }
}
