package org.assize.bench.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Status;

/**
 * OWASP BenchmarkPython: for each category the share of its true cases that is reported, less the
 * share of its false ones. Only defects count as reports.
 *
 * @param categories by name
 * @param wrong the cases where review and label differ, as the labels order them
 */
record OwaspScore(SortedMap<String, Tally> categories, List<Case> wrong) {
  private static final Pattern TEST = Pattern.compile("(BenchmarkTest\\d+)\\.(?:py|html?)");

  /**
   * One labelled case.
   *
   * @param name of its file, without the ending
   * @param vulnerable whether the label calls it a defect
   * @param cwe its number, which counts where the category is unknown
   */
  record Case(String name, String category, boolean vulnerable, int cwe) {
    /** Reads the lines of a file of expected results; {@code #} begins a comment. */
    static List<Case> read(List<String> lines) {
      return lines.stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Case::of)
          .toList();
    }

    private static Case of(String line) {
      String[] fields = line.split(",", -1);
      return new Case(
          fields[0].strip(),
          fields[1].strip(),
          fields[2].strip().equalsIgnoreCase("true"),
          Integer.parseInt(fields[3].strip()));
    }
  }

  /** Scores the statements of a review. */
  static OwaspScore of(List<Case> cases, List<Statement> statements) {
    Map<String, Set<Integer>> accepted = new HashMap<>();
    Table.read("owasp.txt").rows().forEach(r -> accepted.put(r.word(), Set.copyOf(r.numbers())));
    Map<String, Set<Integer>> said = said(statements);
    SortedMap<String, Tally> categories = new TreeMap<>();
    List<Case> wrong = new ArrayList<>();
    for (Case one : cases) {
      Set<Integer> counting = accepted.getOrDefault(one.category(), Set.of(one.cwe()));
      boolean hit = said.getOrDefault(one.name(), Set.of()).stream().anyMatch(counting::contains);
      categories.merge(one.category(), Tally.one(one.vulnerable(), hit), Tally::plus);
      if (hit != one.vulnerable()) {
        wrong.add(one);
      }
    }
    return new OwaspScore(categories, wrong);
  }

  private static Map<String, Set<Integer>> said(List<Statement> statements) {
    Map<String, Set<Integer>> said = new HashMap<>();
    for (Statement one : statements) {
      Matcher test = TEST.matcher(one.path());
      if (one.status() == Status.DEFECT && test.find()) {
        said.computeIfAbsent(test.group(1), k -> new HashSet<>()).addAll(one.cwe());
      }
    }
    return said;
  }

  /** Returns the mean over the categories of the rate of true reports, 0 to 1. */
  double truePositiveRate() {
    return categories.values().stream().mapToDouble(Tally::truePositiveRate).average().orElse(0);
  }

  /** Returns the mean over the categories of the rate of false reports, 0 to 1. */
  double falsePositiveRate() {
    return categories.values().stream().mapToDouble(Tally::falsePositiveRate).average().orElse(0);
  }

  /** Returns a table of the categories, their mean, and all cases as one pool. */
  String table() {
    StringBuilder page = new StringBuilder();
    page.append(
        "%-16s%5s%5s%5s%5s%8s%8s%8s%n"
            .formatted("category", "TP", "FN", "FP", "TN", "TPR%", "FPR%", "score"));
    categories.forEach((name, tally) ->
        row(page, name, tally, tally.truePositiveRate(), tally.falsePositiveRate()));
    Tally pool = categories.values().stream().reduce(Tally.NONE, Tally::plus);
    row(page, "MEAN of cats", pool, truePositiveRate(), falsePositiveRate());
    row(page, "pooled", pool, pool.truePositiveRate(), pool.falsePositiveRate());
    return page.toString();
  }

  private static void row(
      StringBuilder page, String name, Tally tally, double truly, double falsely) {
    page.append(
        String.format(
            Locale.ROOT,
            "%-16s%5d%5d%5d%5d%8.1f%8.1f%8.1f%n",
            name,
            tally.found(),
            tally.missed(),
            tally.falsely(),
            tally.silent(),
            100 * truly,
            100 * falsely,
            100 * (truly - falsely)));
  }

  /** Returns a line for each case where review and label differ. */
  String differences() {
    StringBuilder page = new StringBuilder();
    for (Case one : wrong) {
      page.append(one.vulnerable() ? "FN " : "FP ");
      page.append(one.category()).append(' ').append(one.name()).append('\n');
    }
    return page.toString();
  }
}
