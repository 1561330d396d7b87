package org.assize.bench.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.facts.Status;

/**
 * SecurityEval: how many of its samples, each of which has the defect that its folder names, are
 * reported. There are no samples without a defect, so this says nothing of false reports.
 *
 * @param samples how many there are
 * @param statements how many statements lie in samples
 * @param compatible samples with a statement whose number counts for the folder's
 * @param exact samples with a statement of the folder's own number
 * @param any samples with any statement
 * @param folders how many numbers the folders have
 * @param foldersHit how many of these have a compatible sample
 * @param missed the samples that are not compatible, with the numbers found there
 */
record SecurityEvalScore(
    int samples,
    int statements,
    int compatible,
    int exact,
    int any,
    int folders,
    int foldersHit,
    List<String> missed) {
  private static final Pattern SAMPLE = Pattern.compile("CWE-0*(\\d+)/[^/]+\\.py$");

  /**
   * Scores what a review of the folder says.
   *
   * @param paths of the samples, as the statements name them; others are passed over
   * @param counting the statuses of a statement that count as a report
   */
  static SecurityEvalScore of(
      List<String> paths, List<Statement> statements, Set<Status> counting) {
    CweRelation relation = CweRelation.securityEval();
    Map<String, SortedSet<Integer>> said = new HashMap<>();
    Map<String, Integer> wanted = wanted(paths);
    int all = 0;
    for (Statement one : statements) {
      if (counting.contains(one.status()) && wanted.containsKey(one.path())) {
        said.computeIfAbsent(one.path(), k -> new TreeSet<>()).addAll(one.cwe());
        all++;
      }
    }
    List<String> missed = new ArrayList<>();
    Set<Integer> hit = new TreeSet<>();
    int exact = 0;
    for (Map.Entry<String, Integer> sample : wanted.entrySet()) {
      SortedSet<Integer> found = said.getOrDefault(sample.getKey(), new TreeSet<>());
      if (relation.anyCounts(found, List.of(sample.getValue()))) {
        hit.add(sample.getValue());
      } else {
        missed.add(sample.getKey() + " found " + found);
      }
      exact += found.contains(sample.getValue()) ? 1 : 0;
    }
    return new SecurityEvalScore(
        wanted.size(),
        all,
        wanted.size() - missed.size(),
        exact,
        said.size(),
        Set.copyOf(wanted.values()).size(),
        hit.size(),
        missed);
  }

  private static Map<String, Integer> wanted(List<String> paths) {
    Map<String, Integer> wanted = new TreeMap<>();
    for (String path : paths) {
      Matcher sample = SAMPLE.matcher(path);
      if (sample.find()) {
        wanted.put(path, Integer.parseInt(sample.group(1)));
      }
    }
    return wanted;
  }

  /** Returns the line that says it. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d samples, %d statements: compatible CWE %d (%.1f%%), exact CWE %d (%.1f%%),"
            + " any statement %d (%.1f%%), CWEs with a hit %d of %d",
        samples,
        statements,
        compatible,
        percent(compatible),
        exact,
        percent(exact),
        any,
        percent(any),
        foldersHit,
        folders);
  }

  private double percent(int part) {
    return samples == 0 ? 0 : 100.0 * part / samples;
  }
}
