package org.assize.bench.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;
import org.assize.resources.Data;
import org.assize.resources.JsonReader;

/**
 * A flaw of a real project: where it is before it was repaired, and what must be silent after.
 *
 * @param index number of its line among the cases, from 0
 * @param id of the advisory or commit
 * @param repository {@code owner/name}
 * @param vulnerableTree folder of the tree that has the flaw
 * @param fixedTree folder of the tree that was repaired
 * @param cwe the numbers that name the flaw, the best first
 * @param alsoHit further numbers that count before the repair
 * @param places lines of the flaw; the first are in {@code file}
 * @param function the lines of the function around the flaw, if there is one
 * @param fixed lines that must be silent after the repair
 * @param fixComplete whether the repair is one; else a report after it may be right
 * @param difficulty what is needed to see the flaw
 */
record RealCase(
    int index,
    String id,
    String repository,
    String vulnerableTree,
    String fixedTree,
    List<Integer> cwe,
    List<Integer> alsoHit,
    List<Lines> places,
    Optional<Lines> function,
    List<Lines> fixed,
    boolean fixComplete,
    String difficulty) {
  private static final int TREE_DIGITS = 12;

  /** Lines of a file, both ends included. */
  record Lines(String file, int first, int last) {
    /** Whether lines of the same file come within so many lines of these. */
    boolean near(Statement said, int slack) {
      return said.path().equals(file)
          && said.firstLine() <= last + slack
          && said.lastLine() >= first - slack;
    }

    /** Whether a statement begins here. */
    boolean holdsStart(Statement said) {
      return said.path().equals(file) && said.firstLine() >= first && said.firstLine() <= last;
    }
  }

  /** Reads the lines of a file of cases. */
  static List<RealCase> read(List<String> lines) {
    List<RealCase> cases = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        cases.add(of(cases.size(), JsonReader.read(SourceText.of(line))));
      }
    }
    return cases;
  }

  private static RealCase of(int index, Data data) {
    String repository = text(data, "repo");
    String file = text(data, "file");
    List<Lines> places = new ArrayList<>(lines(file, data.get("lines")));
    for (Data other : data.get("alt").items()) {
      places.addAll(lines(text(other, "file"), other.get("lines")));
    }
    String fixedFile = data.get("fixed_file").text().orElse(file);
    return new RealCase(
        index,
        text(data, "id"),
        repository,
        tree(repository, text(data, "vulnerable_commit")),
        tree(repository, text(data, "fix_commit")),
        numbers(data.get("cwe")),
        numbers(data.get("also_hit_cwe")),
        places,
        span(data.get("function_lines")).map(s -> new Lines(file, s.get(0), s.get(1))),
        lines(fixedFile, data.get("fixed_lines")),
        !data.get("fix_complete").equals(new Data.Atom("false")),
        text(data, "difficulty"));
  }

  private static String tree(String repository, String commit) {
    return repository.replace('/', '+') + "@" + commit.substring(0, TREE_DIGITS);
  }

  private static String text(Data data, String key) {
    return data.get(key)
        .text()
        .orElseThrow(() -> new IllegalArgumentException("a case without " + key));
  }

  private static List<Integer> numbers(Data data) {
    return data.texts().stream().map(t -> Integer.valueOf(t.replaceAll("\\D", ""))).toList();
  }

  private static List<Lines> lines(String file, Data spans) {
    return spans.items().stream()
        .flatMap(item -> span(item).stream())
        .map(s -> new Lines(file, s.get(0), s.get(1)))
        .toList();
  }

  private static Optional<List<Integer>> span(Data data) {
    List<Integer> ends = SarifReport.numbers(data);
    return ends.size() == 2 ? Optional.of(ends) : Optional.empty();
  }
}
