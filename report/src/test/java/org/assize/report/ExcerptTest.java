package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assize.review.Location;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void tabsAreExpandedBeforeTheCaret() {
    Excerpt excerpt = excerpt("\tif\tx: eval(y)", "eval(y)");
    assertThat(excerpt.text()).isEqualTo("    if  x: eval(y)");
    assertThat(excerpt.before()).isEqualTo(11);
    assertThat(excerpt.underlined()).isEqualTo(7);
  }

  @Test
  void wideAndCombiningCharactersCountAsTheyAreDrawn() {
    Excerpt excerpt = excerpt("x = '漢字e\u0301' + eval(漢)", "eval(漢)");
    assertThat(excerpt.before()).isEqualTo("x = 'WWWWe' + ".length());
    assertThat(excerpt.underlined()).isEqualTo(8);
  }

  @Test
  void controlCharactersAreShown() {
    Excerpt excerpt = excerpt("a = '\u001b[31m'; b()", "b()");
    assertThat(excerpt.text()).isEqualTo("a = '\\x1b[31m'; b()");
    assertThat(excerpt.before()).isEqualTo(excerpt.text().indexOf("b()"));
  }

  @Test
  void aSpanOfSeveralLinesIsUnderlinedOnEach() {
    List<Excerpt> lines = excerpts(Location.of("a.py", 1, 5, 3, 2), "x = f(\n\t1,\n) + 2\n");
    assertThat(lines).extracting(Excerpt::text).containsExactly("x = f(", "    1,", ") + 2");
    assertThat(lines).extracting(Excerpt::before).containsExactly(4, 4, 0);
    assertThat(lines).extracting(Excerpt::underlined).containsExactly(2, 2, 1);
  }

  @Test
  void ofALongSpanTheFirstLineAndTheLastAreShown() {
    List<Excerpt> lines =
        excerpts(Location.of("a.py", 1, 1, 6, 2), "f(\n" + "  1,\n".repeat(4) + ")");
    assertThat(lines).extracting(Excerpt::number).containsExactly(1, 6);
  }

  @Test
  void aLongLineIsCutAroundTheSpan() {
    Excerpt excerpt = excerpt("a + ".repeat(50) + "eval(y)" + " + b".repeat(50), "eval(y)");
    assertThat(DisplayWidth.of(excerpt.text())).isLessThanOrEqualTo(92);
    assertThat(excerpt.text()).startsWith("…").endsWith("…");
    assertThat(excerpt.text().substring(excerpt.before())).startsWith("eval(y)");
    assertThat(excerpt.underlined()).isEqualTo(7);
  }

  @Test
  void aLongSpanIsCutItself() {
    String span = "f(" + "a, ".repeat(100) + ")";
    Excerpt excerpt = excerpt("value = " + span, span);
    assertThat(DisplayWidth.of(excerpt.text())).isLessThanOrEqualTo(92);
    assertThat(excerpt.before() + excerpt.underlined()).isLessThanOrEqualTo(92);
  }

  @Test
  void columnsBehindTheLineAreHarmless() {
    Location place = Location.of("a.py", 1, 50, 1, 60);
    assertThat(excerpts(place, "x").getFirst().underlined()).isEqualTo(1);
    assertThat(Excerpt.of(place, Samples.sources(Map.of()), Typography.UNICODE, 92)).isEmpty();
  }

  private static List<Excerpt> excerpts(Location place, String text) {
    return Excerpt.of(place, Samples.sources(Map.of("a.py", text)), Typography.UNICODE, 92);
  }

  private static Excerpt excerpt(String line, String code) {
    var sources = Samples.sources(Map.of("a.py", line + "\n"));
    return Excerpt.of(Samples.find(sources, "a.py", 1, code), sources, Typography.UNICODE, 92)
        .getFirst();
  }
}
