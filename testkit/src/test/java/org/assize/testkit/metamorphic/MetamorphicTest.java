package org.assize.testkit.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assize.base.Workers;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.WeaknessRule;
import org.assize.testkit.ReviewedExamples;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A program that is written another way is judged as before: each page takes part with an example
 * and two changes, chosen by its name, and the projects under {@code examples} with all changes.
 * All examples take part in all changes with {@code -Dassize.metamorphic=all}.
 */
class MetamorphicTest {
  private static final Path ROOT = Path.of(System.getProperty("assize.root", ".."));
  private static final boolean ALL = "all".equals(System.getProperty("assize.metamorphic"));
  private static final int CHANGES = 2;

  private final Knowledge knowledge = Knowledge.load();
  private final ReviewedExamples reviewer = new ReviewedExamples(knowledge);
  private final Set<String> known = new HashSet<>(known());

  private static List<String> known() {
    Path list = ROOT.resolve("testkit/src/test/resources/metamorphic/known.txt");
    try (Stream<String> lines = Files.lines(list)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> examples() {
    return knowledge.rules().stream()
        .map(WeaknessRule::weakness)
        .flatMap(weakness -> {
          List<Example> examples = knowledge.page(weakness.id()).orElseThrow().examples();
          return taken(examples, weakness.id()).stream()
              .map(example -> {
                Map<String, String> files = new LinkedHashMap<>();
                example.files().forEach(file -> files.put(file.path(), file.text()));
                return test(weakness.id() + ": " + example.title(), files, ALL ? 99 : CHANGES);
              });
        });
  }

  private static List<Example> taken(List<Example> examples, String seed) {
    return ALL ? examples : List.of(examples.get(Math.floorMod(seed.hashCode(), examples.size())));
  }

  @TestFactory
  Stream<DynamicTest> projects() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : List.of("fileshare", "networks")) {
      Path folder = ROOT.resolve("examples").resolve(name);
      Map<String, String> files = new LinkedHashMap<>();
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
      }
      tests.add(test("examples/" + name, files, 99));
    }
    return tests.stream();
  }

  /** A line of the list that names no example would never fail. */
  @Test
  void eachKnownDifferenceIsOfAnExample() {
    Set<String> examples = new HashSet<>(Set.of("examples/fileshare", "examples/networks"));
    for (WeaknessRule rule : knowledge.rules()) {
      String weakness = rule.weakness().id();
      knowledge
          .page(weakness)
          .orElseThrow()
          .examples()
          .forEach(example -> examples.add(weakness + ": " + example.title()));
    }
    assertThat(known)
        .allMatch(line -> examples.contains(line.substring(0, line.lastIndexOf(" | "))))
        .allMatch(line -> Stream.of(Change.values()).anyMatch(c -> line.endsWith(" | " + c)));
  }

  private DynamicTest test(String name, Map<String, String> files, int changes) {
    return DynamicTest.dynamicTest(
        name, () -> assertThat(differences(name, files, changes)).isEmpty());
  }

  /** Returns what is said otherwise, and known differences that are none any more. */
  private List<String> differences(String name, Map<String, String> files, int changes) {
    return Workers.deeply(() -> {
      Project project = Project.of(files);
      Set<String> before = Said.of(reviewer.reviewed(files), Said::unchanged);
      List<String> differences = new ArrayList<>();
      for (Change change : chosen(name, project, changes)) {
        Changed changed = change.of(project).orElseThrow();
        Set<String> after = Said.of(reviewer.reviewed(changed.texts()), changed::origin);
        differences.addAll(compared(name + " | " + change, before, after));
      }
      return differences;
    });
  }

  private static List<Change> chosen(String name, Project project, int count) {
    List<Change> possible =
        Stream.of(Change.values()).filter(change -> change.of(project).isPresent()).toList();
    int first = possible.isEmpty() ? 0 : Math.floorMod(name.hashCode(), possible.size());
    return Stream.iterate(0, i -> i + 1)
        .limit(Math.min(count, possible.size()))
        .map(i -> possible.get((first + i) % possible.size()))
        .toList();
  }

  private List<String> compared(String name, Set<String> before, Set<String> after) {
    if (before.equals(after)) {
      return known.contains(name) ? List.of(name + " differs no longer") : List.of();
    }
    if (known.contains(name)) {
      return List.of();
    }
    Set<String> lost = new TreeSet<>(before);
    lost.removeAll(after);
    Set<String> won = new TreeSet<>(after);
    won.removeAll(before);
    return List.of(name + "\n    no longer " + lost + "\n    but " + won);
  }
}
