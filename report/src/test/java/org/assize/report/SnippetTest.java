package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SnippetTest {
  @Test
  void shortCodeIsWhole() {
    assertThat(snippet("x = f(1)")).isEqualTo("x = f(1)");
  }

  @Test
  void argumentsGoFirst() {
    assertThat(snippet("random.choice(string.ascii_letters)")).isEqualTo("random.choice(…)");
    assertThat(snippet("f(g(1), (2, 3), 'aaaaaaaaaaaaaaaaaaaa')")).isEqualTo("f(…)");
  }

  @Test
  void thenItIsCutAtAWord() {
    assertThat(snippet("from tests.factories import random_string"))
        .isEqualTo("from tests.factories import …");
    assertThat(snippet("a".repeat(40))).isEqualTo("a".repeat(29) + "…");
  }

  private static String snippet(String code) {
    var sources = Samples.sources(Map.of("a.py", "  " + code + "\n"));
    return Snippet.of(Samples.find(sources, "a.py", 1, code), sources, 30);
  }
}
