package org.assize.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({"1, 1 call, once", "2, 2 calls, twice", "3, 3 calls, 3 times"})
  void countsInWords(int number, String counted, String times) {
    assertThat(Wording.count(number, "call")).isEqualTo(counted);
    assertThat(Wording.times(number)).isEqualTo(times);
  }

  @Test
  void listsFourNamesAndCutsMore() {
    assertThat(Wording.list(List.of())).isEmpty();
    assertThat(Wording.list(List.of("a"))).isEqualTo("a");
    assertThat(Wording.list(List.of("a", "b", "c", "d"))).isEqualTo("a, b, c and d");
    assertThat(Wording.list(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
  }

  @Test
  void fillsTheBlanksOfASentence() {
    Sentences sentences = new Sentences(Map.of("present", "{name} is {word}."));
    assertThat(sentences.fill("present", "name", "md5", "word", "weak")).isEqualTo("md5 is weak.");
  }

  @Test
  void asksForExactlyTheSentencesOfADetector() {
    assertThatThrownBy(() -> Sentences.require(Map.of("test", "x"), List.of("test", "present")))
        .hasMessageContaining("'present'");
    assertThatThrownBy(() -> Sentences.require(Map.of("tset", "x"), List.of()))
        .hasMessageContaining("'tset'");
  }
}
