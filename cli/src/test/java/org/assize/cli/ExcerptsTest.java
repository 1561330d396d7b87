package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every excerpt in the documentation is what the command printed. A comment {@code <!-- assize
 * ARGUMENTS -->}, optionally with {@code (lines A-B)} or {@code (last N lines)} at its end, stands
 * above the block that holds the output; {@code -Dassize.golden=write} writes the blocks anew.
 */
class ExcerptsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("assize.root", "..")).toAbsolutePath().normalize();
  private static final Pattern EXCERPT =
      Pattern.compile(
          """
          <!-- assize (?<arguments>[^\n]*?)(?: \\((?:lines (?<from>\\d+)-(?<to>\\d+)\
          |last (?<last>\\d+) lines)\\))? -->
          ```(?:text|markdown)
          (?<output>.*?)```
          """,
          Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> excerpts() throws IOException {
    return pages().stream().map(page -> DynamicTest.dynamicTest(name(page), () -> check(page)));
  }

  @Test
  void thereAreExcerptsToKeep() throws IOException {
    int count = 0;
    for (Path page : pages()) {
      count += (int) EXCERPT.matcher(Files.readString(page)).results().count();
    }
    assertThat(count).isGreaterThanOrEqualTo(2);
  }

  /** The page retells a review that a test on the corpus keeps; what it cites must stand there. */
  @Test
  void thePageOnTheOriginCitesItsReview() throws IOException {
    String review = Files.readString(ROOT.resolve("docs/evaluation/test_base.terminal.txt"));
    Matcher cited =
        Pattern.compile("`([\\w/]+\\.py:\\d+)`")
            .matcher(Files.readString(ROOT.resolve("docs/origin.md")));
    List<String> places = cited.results().map(place -> place.group(1)).toList();
    assertThat(places).hasSizeGreaterThan(3).allMatch(review::contains);
  }

  private static String name(Path page) {
    return ROOT.relativize(page).toString();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static void check(Path page) throws IOException {
    String text = Files.readString(page);
    StringBuilder renewed = new StringBuilder();
    Matcher excerpt = EXCERPT.matcher(text);
    while (excerpt.find()) {
      String printed = printed(excerpt);
      String before = excerpt.group().substring(0, excerpt.start("output") - excerpt.start());
      excerpt.appendReplacement(renewed, Matcher.quoteReplacement(before + printed + "```\n"));
    }
    excerpt.appendTail(renewed);
    if ("write".equals(System.getProperty("assize.golden"))) {
      Files.writeString(page, renewed);
    } else {
      assertThat(text).isEqualTo(renewed.toString());
    }
  }

  private static String printed(Matcher excerpt) {
    String output = run(excerpt.group("arguments").split(" "));
    List<String> lines = output.lines().toList();
    int from = 1;
    int to = lines.size();
    if (excerpt.group("from") != null) {
      from = Integer.parseInt(excerpt.group("from"));
      to = Math.min(to, Integer.parseInt(excerpt.group("to")));
    } else if (excerpt.group("last") != null) {
      from = Math.max(1, to - Integer.parseInt(excerpt.group("last")) + 1);
    }
    return String.join("\n", lines.subList(from - 1, to)) + "\n";
  }

  /** Runs in this process; arguments that name something in the project become absolute. */
  private static String run(String[] arguments) {
    String[] absolute = arguments.clone();
    for (int i = 1; i < absolute.length; i++) {
      Path path = ROOT.resolve(absolute[i].replaceFirst(":\\d+$", ""));
      absolute[i] = Files.exists(path) ? ROOT.resolve(absolute[i]).toString() : absolute[i];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintWriter err = new PrintWriter(new StringWriter());
    Surroundings process =
        new Surroundings(InputStream.nullInputStream(), out, Terminal.NONE, System::nanoTime);
    Main.run(new PrintWriter(out, true, StandardCharsets.UTF_8), err, process, absolute);
    return out.toString(StandardCharsets.UTF_8);
  }
}
