package org.assize.bench.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Status;
import org.assize.review.Location;
import org.assize.review.Observation;

/** Takes real guards out, one at a time and in memory, and looks what a review then says more. */
public final class MutantScore {
  private final PrintStream out;
  private final Path trees;
  private final FolderReview review;
  private int reported;
  private int defects;
  private int displaced;
  private int further;

  private MutantScore(PrintStream out, Path trees, FolderReview review) {
    this.out = out;
    this.trees = trees;
    this.review = review;
  }

  /**
   * Prints one line for each guard, and the counts.
   *
   * @param trees holds a folder for each tree that the list names; those that are missing are
   *     skipped
   * @param only words of which one occurs in the path of a mutant; none for all
   * @throws IOException if a file cannot be read
   */
  static void print(PrintStream out, Path trees, FolderReview review, List<String> only)
      throws IOException {
    MutantScore score = new MutantScore(out, trees, review);
    Map<String, List<Mutant>> byTree = new LinkedHashMap<>();
    for (Mutant mutant : all()) {
      String path = mutant.tree() + "/" + mutant.file();
      if (only.isEmpty() || only.stream().anyMatch(path::contains)) {
        byTree.computeIfAbsent(mutant.tree(), t -> new ArrayList<>()).add(mutant);
      }
    }
    int count = 0;
    for (Map.Entry<String, List<Mutant>> tree : byTree.entrySet()) {
      if (Files.isDirectory(trees.resolve(tree.getKey()))) {
        score.tree(tree.getKey(), tree.getValue());
        count += tree.getValue().size();
      } else {
        out.println(tree.getKey() + ": no such folder in " + trees);
      }
    }
    out.printf(
        Locale.ROOT,
        "%d of %d reported where they were removed (%d as defects), %d elsewhere only, %d missed;"
            + " %d further statements%n",
        score.reported,
        count,
        score.defects,
        score.displaced,
        count - score.reported - score.displaced,
        score.further);
  }

  private static List<Mutant> all() throws IOException {
    try (InputStream in = MutantScore.class.getResourceAsStream("mutants.txt")) {
      if (in == null) {
        throw new IOException("mutants.txt is not on the class path");
      }
      return Mutant.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void tree(String name, List<Mutant> mutants) throws IOException {
    Path folder = trees.resolve(name);
    Map<Set<String>, Set<Said>> before = new HashMap<>();
    for (Mutant mutant : mutants) {
      Set<Said> said = before.get(mutant.weaknesses());
      if (said == null) {
        said = said(review.withFile(folder, mutant.weaknesses(), null));
        before.put(mutant.weaknesses(), said);
      }
      String text = Files.readString(folder.resolve(mutant.file()), StandardCharsets.UTF_8);
      byte[] mutated = mutant.applied(text).getBytes(StandardCharsets.UTF_8);
      FolderReview.Replaced file = new FolderReview.Replaced(mutant.file(), mutated);
      List<Observation> more = new ArrayList<>();
      for (Observation seen : review.withFile(folder, mutant.weaknesses(), file)) {
        if (counts(seen) && !said.contains(Said.of(seen))) {
          more.add(seen);
        }
      }
      result(mutant, folder, more);
    }
  }

  /** What is said of a line. */
  private record Said(Status status, String weakness, String path, int line) {
    static Said of(Observation seen) {
      Location at = seen.location();
      return new Said(seen.status(), seen.weakness(), at.path(), at.startLine());
    }
  }

  private static boolean counts(Observation seen) {
    return seen.status() == Status.DEFECT || seen.status() == Status.CAUTION;
  }

  private static Set<Said> said(List<Observation> observations) {
    Set<Said> said = new LinkedHashSet<>();
    observations.stream().filter(MutantScore::counts).map(Said::of).forEach(said::add);
    return said;
  }

  private void result(Mutant mutant, Path folder, List<Observation> more) throws IOException {
    List<Observation> expected = new ArrayList<>();
    List<Observation> others = new ArrayList<>();
    for (Observation seen : more) {
      boolean isExpected =
          mutant.weaknesses().contains(seen.weakness()) && isAt(mutant, folder, seen.location());
      (isExpected ? expected : others).add(seen);
    }
    Optional<Observation> best = expected.stream().min((a, b) -> a.status().compareTo(b.status()));
    boolean isElsewhere =
        best.isEmpty() && others.stream().anyMatch(o -> mutant.weaknesses().contains(o.weakness()));
    best.ifPresent(o -> {
      reported++;
      defects += o.status() == Status.DEFECT ? 1 : 0;
    });
    displaced += isElsewhere ? 1 : 0;
    further += others.size();
    String word = best.map(o -> o.status().id()).orElse(isElsewhere ? "elsewhere" : "missed");
    out.printf(
        Locale.ROOT,
        "%-10s %-14s %-28s %s/%s%s%n",
        word,
        mutant.kind(),
        best.map(Observation::weakness).orElse(String.join("|", mutant.weaknesses())),
        mutant.tree(),
        mutant.file(),
        best.map(o -> ":" + o.location().startLine()).orElse(""));
    for (Observation other : others) {
      out.printf(
          Locale.ROOT,
          "           + %s %s %s:%d%n",
          other.status().id(),
          other.weakness(),
          other.location().path(),
          other.location().startLine());
    }
    out.flush();
  }

  private static boolean isAt(Mutant mutant, Path folder, Location at) throws IOException {
    for (Mutant.Place place : mutant.places()) {
      if (place.file().equals(at.path())) {
        String text = Files.readString(folder.resolve(at.path()), StandardCharsets.UTF_8);
        String shown = place.file().equals(mutant.file()) ? mutant.applied(text) : text;
        List<String> lines = shown.lines().toList();
        for (int line = at.startLine(); line <= at.lastLine() && line <= lines.size(); line++) {
          if (lines.get(line - 1).contains(place.code())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
