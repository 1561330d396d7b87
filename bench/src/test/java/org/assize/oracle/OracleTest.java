package org.assize.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Our trees equal CPython's, for every interpreter found and every corpus.
 *
 * <p>Without the system property {@code assize.corpora} (a folder that {@code scripts/corpora}
 * filled) only the quick share runs: the library of the first interpreter, and the samples with
 * each. {@code target/oracle-summary.txt} counts what was compared, {@code
 * target/oracle-differences.txt} lists what differs.
 */
@Tag("oracle")
final class OracleTest {
  private static final Checkout CHECKOUT = Checkout.locate();
  private static final List<Interpreter> INTERPRETERS = Interpreters.find(System.getenv());
  private static final Optional<Path> CORPORA =
      Optional.ofNullable(System.getProperty("assize.corpora")).map(Path::of);
  private static final Path TARGET =
      Path.of(System.getProperty("assize.target", "target")).toAbsolutePath();
  private static final OracleSummary SUMMARY = new OracleSummary(TARGET);

  /** How a default run says why it leaves a suite out. */
  private static final String NO_CORPORA = "needs corpora (./dev test --corpora)";

  @Test
  void anInterpreterIsFound() {
    if (threes().isEmpty()) {
      throw new TestAbortedException("no CPython 3.8 or newer found; see ASSIZE_PYTHONS");
    }
    assertThat(threes()).allSatisfy(i -> assertThat(i.standardLibrary()).isDirectory());
  }

  @TestFactory
  List<DynamicTest> samples() {
    return threes().stream().map(i -> samples(Reference.of(Stage.TREES, i, CHECKOUT))).toList();
  }

  @TestFactory
  List<DynamicTest> libraries() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Interpreter interpreter : threes()) {
      Reference reference = Reference.of(Stage.TREES, interpreter, CHECKOUT);
      if (CORPORA.isEmpty() && !tests.isEmpty()) {
        tests.add(skipped("library, " + interpreter.title(), NO_CORPORA));
        continue;
      }
      tests.add(compare("library", reference, interpreter.standardLibrary()));
      if (CORPORA.isPresent()) {
        for (Path folder : interpreter.sitePackages()) {
          if (!PythonFiles.below(folder).isEmpty()) {
            tests.add(compare("packages in " + folder, reference, folder));
          }
        }
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> corpora() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Interpreter interpreter : threes()) {
      tests.add(corpus("neutron", Reference.of(Stage.TREES, interpreter, CHECKOUT)));
    }
    for (String name : List.of("cinder", "nova", "twisted")) {
      threes().stream()
          .limit(1)
          .forEach(first -> tests.add(corpus(name, Reference.of(Stage.TREES, first, CHECKOUT))));
    }
    return tests;
  }

  /** Scopes and what names mean in them: one library and our samples, with corpora all of both. */
  @TestFactory
  List<DynamicTest> scopes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Interpreter interpreter : threes()) {
      if (interpreter.minor() > 13) {
        continue; // Python 3.14 has annotations in scopes of their own.
      }
      Reference reference = Reference.of(Stage.SCOPES, interpreter, CHECKOUT);
      tests.add(samples(reference));
      boolean first = tests.size() == 1;
      tests.add(
          first || CORPORA.isPresent()
              ? compare("library", reference, interpreter.standardLibrary())
              : skipped(title("library", reference), NO_CORPORA));
      for (String name :
          first ? List.of("neutron", "cinder", "nova", "twisted") : List.<String>of()) {
        tests.add(corpus(name, reference));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> pyodide() throws IOException {
    Optional<Path> folder = CORPORA.map(c -> c.resolve("pyodide"));
    if (folder.isEmpty() || !Files.exists(folder.get().resolve("package/pyodide.mjs"))) {
      String reason = folder.isEmpty() ? NO_CORPORA : "no corpus pyodide (scripts/corpora)";
      return List.of(skipped("pyodide", reason));
    }
    Reference reference;
    try {
      reference = Reference.pyodide(folder.get().resolve("package"), CHECKOUT);
    } catch (IOException e) {
      return List.of(skipped("pyodide", "pyodide: " + e));
    }
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(samples(reference));
    tests.add(compare("library", reference, folder.get().resolve("Lib")));
    tests.add(
        Files.isDirectory(CORPORA.get().resolve("neutron"))
            ? compare("neutron", reference, CORPORA.get().resolve("neutron"))
            : skipped("neutron, pyodide", "no corpus neutron (scripts/corpora)"));
    return tests;
  }

  @TestFactory
  Stream<DynamicTest> python2() {
    if (CORPORA.isEmpty()) {
      return Stream.of(skipped("Python 2 library", NO_CORPORA));
    }
    List<Interpreter> twos = INTERPRETERS.stream().filter(i -> i.major() == 2).toList();
    if (twos.isEmpty()) {
      return Stream.of(skipped("Python 2 library", "no Python 2.7 found"));
    }
    return twos.stream()
        .map(two -> dynamicTest("library accepted, " + two.title(), () -> python2(two)));
  }

  @AfterAll
  static void summary() throws IOException {
    SUMMARY.write();
  }

  private static List<Interpreter> threes() {
    return INTERPRETERS.stream()
        .filter(i -> i.major() == 3 && i.minor() >= 8 && i.minor() <= 14)
        .toList();
  }

  private static DynamicTest corpus(String name, Reference reference) {
    if (CORPORA.isEmpty()) {
      return skipped(title(name, reference), NO_CORPORA);
    }
    Path folder = CORPORA.get().resolve(name);
    return Files.isDirectory(folder)
        ? compare(name, reference, folder)
        : skipped(title(name, reference), "no corpus " + name + " (scripts/corpora)");
  }

  private static String title(String what, Reference reference) {
    String stage = reference.stage() == Stage.SCOPES ? "scopes of " : "";
    return stage + what + ", " + reference.title();
  }

  private static DynamicTest skipped(String title, String reason) {
    return dynamicTest(
        title,
        () -> {
          SUMMARY.skipped(title, reason);
          throw new TestAbortedException(reason);
        });
  }

  /** Our own samples: whole files about layout and encodings, and the snippets. */
  private static DynamicTest samples(Reference reference) {
    String title = title("samples", reference);
    return dynamicTest(
        title,
        () -> {
          Path resources = CHECKOUT.root().resolve("bench/src/test/resources");
          List<Path> files = new ArrayList<>(PythonFiles.below(resources.resolve("samples")));
          files.addAll(Snippets.write(resources.resolve("snippets"), TARGET.resolve("snippets")));
          compare(title, reference, files);
        });
  }

  private static DynamicTest compare(String corpus, Reference reference, Path folder) {
    String title = title(corpus, reference);
    return dynamicTest(
        title,
        () -> {
          // An interpreter in WebAssembly follows no link out of the folder that it is given.
          List<Path> files = PythonFiles.below(folder.toRealPath());
          if (files.isEmpty()) {
            SUMMARY.skipped(title, "no Python file in " + folder);
            throw new TestAbortedException("no Python file in " + folder);
          }
          compare(title, reference, files);
        });
  }

  private static void compare(String title, Reference reference, List<Path> files)
      throws InterruptedException {
    List<Difference> differences = new ArrayList<>();
    Tally tally = Comparison.run(reference, files, differences::add);
    SUMMARY.compared(title, tally, differences);
    // A handful may exceed the interpreter's stack; more means that it does not work.
    assertThat(tally.beyond()).as("files given up").isLessThanOrEqualTo(files.size() / 200);
    expectNone(title, differences);
  }

  private static void python2(Interpreter interpreter) throws IOException {
    String title = "library accepted, " + interpreter.title();
    List<Difference> differences = new ArrayList<>();
    List<Path> files = PythonFiles.below(interpreter.standardLibrary());
    int accepted = Python2.run(interpreter, CHECKOUT, files, differences::add);
    SUMMARY.accepted(title, accepted, differences);
    assertThat(accepted).isPositive();
    expectNone(title, differences);
  }

  private static void expectNone(String title, List<Difference> differences) {
    if (!differences.isEmpty()) {
      StringBuilder message = new StringBuilder();
      message.append(differences.size()).append(" files differ: ").append(title);
      differences.stream().limit(10).forEach(d -> message.append('\n').append(d));
      fail(message.toString());
    }
  }
}
