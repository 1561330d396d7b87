package org.assize.bench.score;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Scores of real cases as tables. */
final class RealTable {
  private record Counts(int cases, int found, int alarms, int foundAndSilent) {
    static Counts one(RealScore score) {
      return new Counts(
          1,
          score.found().isPresent() ? 1 : 0,
          score.falseAlarm() ? 1 : 0,
          score.foundAndSilent() ? 1 : 0);
    }

    Counts plus(Counts other) {
      return new Counts(
          cases + other.cases,
          found + other.found,
          alarms + other.alarms,
          foundAndSilent + other.foundAndSilent);
    }
  }

  private RealTable() {}

  /** Returns a line for each case, then counts by number, by difficulty and in all. */
  static String of(List<RealScore> scores) {
    SortedMap<String, Counts> numbers = new TreeMap<>();
    SortedMap<String, Counts> difficulties = new TreeMap<>();
    StringBuilder page = new StringBuilder();
    for (RealScore score : scores) {
      page.append(score.line()).append('\n');
      Counts counts = Counts.one(score);
      numbers.merge("CWE-%04d".formatted(score.labelled().cwe().getFirst()), counts, Counts::plus);
      difficulties.merge(score.labelled().difficulty(), counts, Counts::plus);
    }
    page.append(
        "%n%-16s%6s%7s%7s%18s%9s%n"
            .formatted("", "cases", "found", "alarm", "found and silent", "recall"));
    numbers.forEach((name, counts) -> row(page, name, counts));
    difficulties.forEach((name, counts) -> row(page, name, counts));
    if (!scores.isEmpty()) {
      row(page, "all", scores.stream().map(Counts::one).reduce(Counts::plus).orElseThrow());
    }
    return page.toString();
  }

  private static void row(StringBuilder page, String name, Counts counts) {
    page.append(
        String.format(
            Locale.ROOT,
            "%-16s%6d%7d%7d%18d%8.0f%%%n",
            name,
            counts.cases(),
            counts.found(),
            counts.alarms(),
            counts.foundAndSilent(),
            100.0 * counts.found() / counts.cases()));
  }
}
