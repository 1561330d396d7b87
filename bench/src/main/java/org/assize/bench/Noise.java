package org.assize.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assize.bench.score.FolderReview;
import org.assize.cli.disk.DiskTree;
import org.assize.knowledge.Knowledge;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.assize.review.Step;

/** How much reviews of whole packages say, and defects drawn of it for a judgement by hand. */
final class Noise {
  private static final String VERSION = "VERSION";

  private final FolderReview reviewer = new FolderReview(Knowledge.load());
  private final NoiseOptions options;
  private final List<Said> defects = new ArrayList<>();

  private Noise(NoiseOptions options) {
    this.options = options;
  }

  /** An observation and the package that it was said of. */
  private record Said(String name, Observation seen) {
    /** The place and the sentence, then the steps that lead there. */
    String text() {
      String first =
          "%s %s:%d %s %s%n    %s%n"
              .formatted(
                  name,
                  seen.location().path(),
                  seen.location().startLine(),
                  seen.weakness(),
                  NoiseRow.trust(seen),
                  seen.message());
      return first + seen.evidence().stream().map(Said::step).collect(Collectors.joining());
    }

    private static String step(Step step) {
      return "      - %s:%d %s%n"
          .formatted(step.location().path(), step.location().startLine(), step.text());
    }
  }

  /**
   * Reviews packages, each as one project; prints what is undecided and the defects of each as soon
   * as it is reviewed, then a table with the sums, and the defects that are drawn.
   *
   * @param corpora holds a folder for each package
   */
  static void print(PrintStream out, Path corpora, NoiseOptions options) throws IOException {
    new Noise(options).print(out, corpora);
  }

  private void print(PrintStream out, Path corpora) throws IOException {
    StringBuilder table = new StringBuilder(NoiseRow.HEADING);
    NoiseRow all = NoiseRow.NONE;
    for (String name : options.names()) {
      Review review = review(corpora.resolve(name));
      NoiseRow row = NoiseRow.of(review);
      table.append(row.text(name));
      all = all.plus(row);
      list(out, name + ": undecided", said(name, review, NoiseRow::isUndecided));
      List<Said> found = said(name, review, NoiseRow::isDefect);
      list(out, name + ": defects outside of tests", found);
      defects.addAll(found);
    }
    out.printf("%n%s%s%n%s%n", table, all.text("all"), all.rates());
    draw(out);
  }

  private static List<Said> said(String name, Review review, Predicate<Observation> wanted) {
    return review.observations().stream().filter(wanted).map(o -> new Said(name, o)).toList();
  }

  private void draw(PrintStream out) {
    NoiseOptions.Draw draw = options.draw();
    if (draw != null) {
      List<Said> drawn = new ArrayList<>(defects);
      Collections.shuffle(drawn, new Random(draw.seed()));
      drawn = drawn.subList(0, Math.min(draw.count(), drawn.size()));
      list(out, "%d defects drawn by %d".formatted(drawn.size(), draw.seed()), drawn);
    }
  }

  private static void list(PrintStream out, String heading, List<Said> all) {
    out.printf("%n## %s%n%n", heading);
    all.forEach(said -> out.print(said.text()));
    out.flush();
  }

  private Review review(Path folder) throws IOException {
    Path deps = options.dependencies();
    List<SourceTree> trees = deps == null ? List.of() : List.of(without(deps, folder));
    return reviewer.review(folder, trees).review();
  }

  /** The packages that are depended on, but those that stand in the folder itself. */
  private static SourceTree without(Path deps, Path folder) throws IOException {
    try (Stream<Path> own = Files.list(folder)) {
      Set<String> names =
          own.map(path -> path.getFileName().toString())
              .filter(name -> !name.equals(VERSION))
              .collect(Collectors.toCollection(TreeSet::new));
      return new Hidden(DiskTree.open(deps), names);
    } catch (UnreadableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
