package org.assize.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tables beside this class: what each form is read as, and what is said of text that is none.
 *
 * <p>A paragraph is a text, then each of its problems with line and column behind {@code !!}, then
 * its tree behind {@code =>} as {@link Shape} writes it.
 */
final class FormsTest {
  private record Case(String text, List<String> expected) {}

  @TestFactory
  Stream<DynamicTest> expressions() throws IOException {
    return trees("expressions.txt");
  }

  @TestFactory
  Stream<DynamicTest> strings() throws IOException {
    return trees("strings.txt");
  }

  @TestFactory
  Stream<DynamicTest> statements() throws IOException {
    return trees("statements.txt");
  }

  @TestFactory
  Stream<DynamicTest> patterns() throws IOException {
    return trees("patterns.txt");
  }

  @TestFactory
  Stream<DynamicTest> python2() throws IOException {
    return trees("python2.txt");
  }

  @TestFactory
  Stream<DynamicTest> recovery() throws IOException {
    return trees("recovery.txt");
  }

  /** Messages, lines and columns are those of CPython 3.12. */
  @TestFactory
  Stream<DynamicTest> errors() throws IOException {
    return cases("errors.txt")
        .map(c ->
            test(
                c,
                () -> {
                  ParsedFile file = Outline.parse(c.text(), 12);
                  assertThat("!! " + Outline.problems(file).getFirst())
                      .isEqualTo(c.expected().getFirst());
                }));
  }

  private static Stream<DynamicTest> trees(String table) throws IOException {
    return cases(table).map(c -> test(c, () -> assertThat(read(c.text())).isEqualTo(c.expected())));
  }

  private static List<String> read(String text) {
    ParsedFile file = Outline.parse(text);
    List<String> found = new ArrayList<>();
    Outline.problems(file).forEach(problem -> found.add("!! " + problem));
    found.add("=> " + Shape.of(file.tree().body()));
    return found;
  }

  private static DynamicTest test(Case c, org.junit.jupiter.api.function.Executable body) {
    return dynamicTest(c.text().strip().replace('\n', '|'), body);
  }

  private static Stream<Case> cases(String table) throws IOException {
    try (InputStream in = FormsTest.class.getResourceAsStream(table)) {
      byte[] bytes = Objects.requireNonNull(in, table).readAllBytes();
      String all = new String(bytes, StandardCharsets.UTF_8).strip();
      return Stream.of(all.split("\n\n+", -1)).map(FormsTest::paragraph);
    }
  }

  private static Case paragraph(String paragraph) {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (String line : paragraph.split("\n", -1)) {
      if (line.startsWith("=> ") || line.startsWith("!! ")) {
        expected.add(line);
      } else {
        text.append(line).append('\n');
      }
    }
    return new Case(text.toString(), expected);
  }
}
