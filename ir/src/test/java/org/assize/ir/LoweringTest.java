package org.assize.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages under {@code lowering}: each heading is one idea, shown by a text and its intermediate
 * representation. With {@code -Dassize.golden=write} the latter is rewritten.
 */
class LoweringTest {
  private static final Path PAGES =
      Path.of(System.getProperty("assize.root", ".."), "ir/src/test/resources/lowering");

  private static final boolean WRITES = "write".equals(System.getProperty("assize.golden"));

  private static final Pattern CASE =
      Pattern.compile("## (.+)\n\n```python ?(\\w*)\n((?s:.*?))```\n\n```ir\n((?s:.*?))```\n");

  @TestFactory
  List<DynamicContainer> pages() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.sorted().map(LoweringTest::page).toList();
    }
  }

  private static DynamicContainer page(Path page) {
    try {
      String text = Files.readString(page);
      if (WRITES) {
        text = CASE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(rewritten(m)));
        Files.writeString(page, text);
      }
      return DynamicContainer.dynamicContainer(
          page.getFileName().toString(), CASE.matcher(text).results().map(LoweringTest::test));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicTest test(MatchResult found) {
    return DynamicTest.dynamicTest(
        found.group(1),
        () -> {
          assertThat(lowered(found)).isEqualTo(found.group(4));
          Body module = Lowered.module(found.group(3));
          assertThat(Verifier.verify(module)).isEmpty();
          String text = IrText.printWithPlaces(module);
          assertThat(IrText.printWithPlaces(IrText.parse(text, module.module()))).isEqualTo(text);
        });
  }

  private static String rewritten(MatchResult found) {
    return found.group().substring(0, found.group().indexOf("```ir\n"))
        + "```ir\n"
        + lowered(found)
        + "```\n";
  }

  /** The bodies of a case: all, or the one that is named. */
  private static String lowered(MatchResult found) {
    Body module = Lowered.module(found.group(3));
    String name = found.group(2);
    return module.children().stream()
        .filter(body -> body.name().equals("m." + name))
        .findFirst()
        .map(IrText::print)
        .orElseGet(() -> IrText.print(module));
  }
}
