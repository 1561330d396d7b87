package org.assize.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page says what is true of its weakness alone: no sentence stands on two of them. */
class PageSentencesTest {
  private static final Pattern EXAMPLES = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.;!?])\\s+");

  @Test
  void noSentenceStandsOnTwoPages() throws IOException {
    Map<String, TreeSet<String>> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("weaknesses"))) {
      List<Path> texts = files.filter(p -> p.toString().endsWith(".md")).sorted().toList();
      assertThat(texts).isNotEmpty();
      for (Path page : texts) {
        for (String sentence : sentences(Files.readString(page))) {
          pages.computeIfAbsent(sentence, s -> new TreeSet<>()).add(page.toString());
        }
      }
    }
    pages.values().removeIf(on -> on.size() == 1);
    assertThat(pages).isEmpty();
  }

  private static List<String> sentences(String page) {
    return EXAMPLES
        .matcher(page)
        .replaceAll("")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("`"))
        .flatMap(END_OF_SENTENCE::splitAsStream)
        .map(String::strip)
        .filter(sentence -> sentence.contains(" "))
        .toList();
  }
}
