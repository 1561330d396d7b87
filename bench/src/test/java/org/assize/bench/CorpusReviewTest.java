package org.assize.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.facts.CodeRole;
import org.assize.facts.Status;
import org.assize.knowledge.Knowledge;
import org.assize.review.Observation;
import org.assize.review.Review;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Reviews of Neutron, Cinder, Nova and Twisted as Debian packages them.
 *
 * <p>Goldens name the versions that they were made for; with others, the test says which it found.
 */
class CorpusReviewTest {
  private static final Path ROOT =
      Path.of(System.getProperty("assize.root", "..")).toAbsolutePath().normalize();
  private static final boolean WRITE = "write".equals(System.getProperty("assize.golden"));
  private static final Pattern CITATION = Pattern.compile("([\\w./-]+\\.py):(\\d+)");
  private static final String TEST_BASE = "neutron/tests/unit/objects/test_base.py";

  private static Path corpus(String name) {
    String corpora = System.getProperty("assize.corpora");
    if (corpora == null) {
      throw new TestAbortedException("needs corpora (./dev test --corpora)");
    }
    Path folder = Path.of(corpora).resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new TestAbortedException("the corpus " + name + " was not fetched");
    }
    return folder;
  }

  @TestFactory
  Stream<DynamicTest> theReviewThatTheProjectStartedFrom() {
    return Stream.of("terminal", "markdown")
        .map(format ->
            DynamicTest.dynamicTest(
                format,
                () -> {
                  Path neutron = corpus("neutron");
                  String printed =
                      assize(neutron, "review", "--project", ".", TEST_BASE, "--format", format);
                  golden("test_base." + format + ".txt", neutron, printed);
                }));
  }

  @Test
  void everyPlaceThatBanditReportsHasAnAnswer() throws IOException {
    Path neutron = corpus("neutron");
    Review review = WholeReviews.of(neutron);
    String page;
    try {
      page = Evaluation.of(neutron, review);
    } catch (IOException e) {
      throw new TestAbortedException("bandit is missing: " + e.getMessage());
    }
    Path kept = ROOT.resolve("docs/evaluation/neutron.md");
    if (WRITE) {
      Files.writeString(kept, page);
      return;
    }
    String header = page.lines().skip(2).findFirst().orElseThrow();
    if (!Files.readString(kept).contains(header)) {
      throw new TestAbortedException("made for other versions; found: " + header);
    }
    assertThat(page).isEqualTo(Files.readString(kept));
  }

  @TestFactory
  Stream<DynamicTest> nothingInTestsIsADefectAndNoCheckFails() {
    return Stream.of("neutron", "cinder", "nova", "twisted")
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  Review review = WholeReviews.of(corpus(name));
                  assertThat(review.coverage().faults()).isEmpty();
                  assertThat(review.observations())
                      .isNotEmpty()
                      .filteredOn(o -> o.role() == CodeRole.TEST)
                      .noneMatch(o -> o.status() == Status.DEFECT);
                }));
  }

  @TestFactory
  Stream<DynamicTest> objectTestsSayWhatOtherFilesShow() {
    return Stream.of(
            "cinder/tests/unit/objects/test_base.py",
            "cinder/tests/unit/objects/test_snapshot.py",
            "cinder/tests/unit/objects/test_volume.py",
            "nova/tests/unit/objects/test_instance.py",
            "nova/tests/unit/objects/test_objects.py",
            "nova/tests/unit/objects/test_service.py",
            "twisted/web/test/test_http.py")
        .map(path -> DynamicTest.dynamicTest(path, () -> citesOtherFiles(path)));
  }

  private static void citesOtherFiles(String path) throws IOException {
    Path folder = corpus(path.substring(0, path.indexOf('/')));
    Set<String> statements = new TreeSet<>();
    for (Observation o : WholeReviews.of(folder, path)) {
      assertThat(o.status()).isNotEqualTo(Status.DEFECT);
      Matcher citation = CITATION.matcher(o.message());
      boolean other = false;
      while (citation.find()) {
        Path cited = folder.resolve(citation.group(1));
        assertThat(Integer.parseInt(citation.group(2)))
            .isBetween(1, Files.readString(cited, StandardCharsets.UTF_8).lines().toList().size());
        other |= !citation.group(1).equals(path);
      }
      other |= o.evidence().stream().anyMatch(s -> !s.location().path().equals(path));
      if (other) {
        statements.add(o.message());
      }
    }
    assertThat(statements).hasSizeGreaterThanOrEqualTo(8);
  }

  /** What the tests above rest on, and a user of {@code --project} too. */
  @Test
  void oneFileIsToldWhatTheWholeReviewTells() throws IOException {
    Path cinder = corpus("cinder");
    String path = "cinder/tests/unit/objects/test_volume.py";
    assertThat(Evaluation.review(cinder, List.of(path), 2, Knowledge.load()).observations())
        .isEqualTo(WholeReviews.of(cinder, path));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    Path neutron = corpus("neutron");
    List<String> scope = List.of("neutron/objects", "neutron/tests/unit/objects", "neutron/agent");
    Knowledge knowledge = Knowledge.load();
    assertThat(Evaluation.review(neutron, scope, 8, knowledge))
        .isEqualTo(Evaluation.review(neutron, scope, 1, knowledge));
  }

  private static void golden(String name, Path corpus, String printed) throws IOException {
    Path file = ROOT.resolve("docs/evaluation").resolve(name);
    String versions = Files.readString(corpus.resolve("VERSION")).strip().replace("\n", ", ");
    String header = "# made for " + versions + "\n";
    if (WRITE) {
      Files.writeString(file, header + printed);
      return;
    }
    String kept = Files.readString(file);
    Optional<String> first = kept.lines().findFirst();
    if (!header.strip().equals(first.orElse(""))) {
      throw new TestAbortedException(first.orElse("an empty golden") + "; found " + versions);
    }
    assertThat(header + printed).isEqualTo(kept);
  }

  /** Runs the product as a user does. */
  private static String assize(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("assize").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
