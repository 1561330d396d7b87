package org.assize.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what a run of the oracle compared; its first line is for {@code ./dev test}. */
final class OracleSummary {
  private final Path folder;
  private final List<String> rows = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private int files;
  private int different;

  OracleSummary(Path folder) {
    this.folder = folder;
  }

  synchronized void compared(String title, Tally tally, List<Difference> differences) {
    files += tally.compared();
    add(title, tally.toString(), differences);
  }

  synchronized void accepted(String title, int accepted, List<Difference> differences) {
    files += accepted;
    add(title, accepted + " accepted by it, " + differences.size() + " not by us", differences);
  }

  synchronized void skipped(String title, String reason) {
    rows.add("skipped: " + title + ": " + reason);
  }

  private void add(String title, String counts, List<Difference> differences) {
    different += differences.size();
    rows.add(title + ": " + counts);
    if (!differences.isEmpty()) {
      details.add("== " + title);
      differences.forEach(d -> details.add(d.toString()));
    }
  }

  synchronized void write() throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>();
    lines.add(files + " files compared with CPython, " + different + " differ");
    lines.addAll(rows);
    for (Deliberate meant : Deliberate.values()) {
      lines.add("on purpose: " + meant + ": " + meant.reason());
    }
    Files.write(folder.resolve("oracle-summary.txt"), lines);
    Files.write(folder.resolve("oracle-differences.txt"), details);
  }
}
