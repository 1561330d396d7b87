package org.assize.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assize.facts.Facts;
import org.assize.knowledge.Example;
import org.assize.knowledge.Knowledge;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages under {@code values}: each heading is one idea, its markers say what is revealed
 * (CONTRIBUTING.md).
 */
class ValuePagesTest {
  private static final Path PAGES =
      Path.of(System.getProperty("assize.root", ".."), "testkit/src/test/resources/values");

  @TestFactory
  List<DynamicContainer> pages() throws IOException {
    Facts facts = Knowledge.load().facts();
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.sorted().map(page -> page(page, facts)).toList();
    }
  }

  private static DynamicContainer page(Path page, Facts facts) {
    String name = page.getFileName().toString();
    return DynamicContainer.dynamicContainer(
        name, examples(page).stream().map(example -> test(name, example, facts)));
  }

  private static List<Example> examples(Path page) {
    try {
      return Example.read(
          Files.readString(page),
          (message, line) -> {
            throw new AssertionError(page + ":" + line + ": " + message);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicTest test(String page, Example example, Facts facts) {
    return DynamicTest.dynamicTest(
        page + ":" + example.line() + " " + example.title(),
        () -> {
          var differences =
              new RevealMarkers(page, example).differences(Revealed.of(example, facts));
          if (!differences.isEmpty()) {
            Assertions.fail("\n" + String.join("\n", differences));
          }
        });
  }
}
