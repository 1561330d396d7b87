package org.assize.taint.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.assize.value.domain.CharSet;
import org.junit.jupiter.api.Test;

/** The characters that groups of patterns can match: never too few, and none where it is unread. */
class MatchedTextTest {
  @Test
  void groupsHoldWhatStandsInThem() {
    MatchedText text = MatchedText.of("^/v2/(?P<name>[^/]+)/((a|b-c){2})\\.x$").orElseThrow();
    assertThat(text.group("name")).isEqualTo(CharSet.ALL.without(CharSet.of("/")));
    assertThat(text.group(1)).isEqualTo(text.group("name"));
    assertThat(text.group(2)).isEqualTo(CharSet.of("ab-c"));
    assertThat(text.group(3)).isEqualTo(CharSet.of("ab-c"));
    assertThat(text.group(0)).isEqualTo(CharSet.ALL);
    assertThat(text.group("other")).isEqualTo(CharSet.ALL);
    assertThat(text.count()).isEqualTo(3);
  }

  @Test
  void classesAreReadAsWritten() {
    assertThat(MatchedText.of("[a-cX-]+").orElseThrow().group(0)).isEqualTo(CharSet.of("abcX-"));
    assertThat(MatchedText.of("[]x]").orElseThrow().group(0)).isEqualTo(CharSet.of("]x"));
    assertThat(MatchedText.of("(?:\\.|\\-)").orElseThrow().group(0)).isEqualTo(CharSet.of(".-"));
    assertThat(MatchedText.of("\\d").orElseThrow().group(0))
        .satisfies(digits -> assertThat(digits.containsAll("0123456789")).isTrue())
        .satisfies(digits -> assertThat(digits.containsAll("a")).isFalse());
    assertThat(MatchedText.of("a.b").orElseThrow().group(0))
        .isEqualTo(CharSet.ALL.without(CharSet.of("\n")));
  }

  @Test
  void whatComesFirstIsKnown() {
    assertThat(first("[a-c][a-c-]*")).isEqualTo(CharSet.of("abc"));
    assertThat(first("(x|-y)?z")).isEqualTo(CharSet.of("x-z"));
    assertThat(first("^\\A[0-1]{40}\\Z")).isEqualTo(CharSet.of("01"));
    assertThat(first("$")).isEqualTo(CharSet.NONE);
    assertThat(MatchedText.of("value [<>]=? \\d").orElseThrow().chosen())
        .isEqualTo(CharSet.of("<>0123456789"));
  }

  private static CharSet first(String pattern) {
    return MatchedText.of(pattern).orElseThrow().first();
  }

  @Test
  void theEndIsReachedWhereEveryAlternativeReachesIt() {
    assertThat(MatchedText.of("^(a|b)$").orElseThrow().isClosed()).isTrue();
    assertThat(MatchedText.of("^a|b$").orElseThrow().isClosed()).isFalse();
    assertThat(MatchedText.of("^a|b$").orElseThrow().isSplit()).isTrue();
    assertThat(MatchedText.of("a\\Z").orElseThrow().isClosed()).isTrue();
    assertThat(MatchedText.of("a$b*").orElseThrow().isClosed()).isFalse();
  }

  @Test
  void whatIsNotReadSaysNothing() {
    assertThat(MatchedText.of("(?i)[a-z]+")).isEmpty();
    assertThat(MatchedText.of("(?P<q>['\"])x(?P=q)")).isEmpty();
    assertThat(MatchedText.of("([ab])\\1")).isEmpty();
    assertThat(MatchedText.of("(a")).isEmpty();
  }
}
