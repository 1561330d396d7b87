package org.assize.taint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.value.domain.CharSet;
import org.junit.jupiter.api.Test;

/** The characters that groups of patterns can match: never too few, and none where it is unread. */
class MatchedTextTest {
  @Test
  void groupsHoldWhatStandsInThem() {
    var groups = MatchedText.of("^/v2/(?P<name>[^/]+)/((a|b-c){2})\\.x$").orElseThrow();
    assertThat(groups.get("name")).isEqualTo(CharSet.ALL.without(CharSet.of("/")));
    assertThat(groups.get(1)).isEqualTo(groups.get("name"));
    assertThat(groups.get(2)).isEqualTo(CharSet.of("ab-c"));
    assertThat(groups.get(3)).isEqualTo(CharSet.of("ab-c"));
    assertThat(groups.get(0)).isEqualTo(CharSet.ALL);
  }

  @Test
  void classesAreReadAsWritten() {
    assertThat(MatchedText.of("[a-cX-]+").orElseThrow().get(0)).isEqualTo(CharSet.of("abcX-"));
    assertThat(MatchedText.of("[]x]").orElseThrow().get(0)).isEqualTo(CharSet.of("]x"));
    assertThat(MatchedText.of("(?:\\.|\\-)").orElseThrow().get(0)).isEqualTo(CharSet.of(".-"));
    assertThat(MatchedText.of("\\d").orElseThrow().get(0))
        .satisfies(digits -> assertThat(digits.containsAll("0123456789")).isTrue())
        .satisfies(digits -> assertThat(digits.containsAll("a")).isFalse());
    assertThat(MatchedText.of("a.b").orElseThrow().get(0)).isEqualTo(CharSet.ALL);
  }

  @Test
  void whatIsNotReadSaysNothing() {
    assertThat(MatchedText.of("(?i)[a-z]+")).isEmpty();
    assertThat(MatchedText.of("(?P<q>['\"])x(?P=q)")).isEmpty();
    assertThat(MatchedText.of("([ab])\\1")).isEmpty();
    assertThat(MatchedText.of("(a")).isEmpty();
  }
}
