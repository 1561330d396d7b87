package org.assize.value.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assize.value.domain.Segment.Fixed;
import org.assize.value.domain.Segment.Hole;
import org.assize.value.domain.Segment.Repeat;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final Hole ANY = Hole.of(CharSet.ALL);
  private static final Hole DIGITS = Hole.of(CharSet.of("0123456789"));
  private static final StringShape LINE =
      new StringShape(List.of(new Fixed("\nLET "), ANY, new Fixed(" = "), ANY, new Fixed(";\n")));

  private static StringShape times(StringShape part, int count) {
    return new StringShape(
        Stream.generate(part::segments).limit(count).flatMap(List::stream).toList());
  }

  private static StringShape shape(Segment... segments) {
    return new StringShape(Arrays.asList(segments));
  }

  private static StringShape repeated(StringShape part) {
    return shape(new Repeat(List.of(part)));
  }

  @Test
  void whatALoopAppendsIsSpelledByItsRepetition() {
    assertThat(times(LINE, 3).segments()).as("texts that meet are one").hasSize(13);
    for (int count = 0; count <= 3; count++) {
      assertThat(Spelling.holds(times(LINE, count), repeated(LINE))).as("%d", count).isTrue();
    }
    assertThat(Spelling.holds(repeated(LINE), repeated(LINE))).isTrue();
    assertThat(Spelling.holds(LINE, LINE)).isTrue();
  }

  @Test
  void nothingElseIs() {
    assertThat(Spelling.holds(shape(new Fixed("\nLET "), ANY), repeated(LINE))).isFalse();
    assertThat(Spelling.holds(repeated(LINE), times(LINE, 3))).isFalse();
    assertThat(Spelling.holds(shape(new Fixed("a"), ANY), shape(new Fixed("a"), DIGITS))).isFalse();
    assertThat(Spelling.holds(shape(new Fixed("ab")), shape(new Fixed("a")))).isFalse();
    assertThat(Spelling.holds(shape(new Fixed("a")), shape(new Fixed("ab")))).isFalse();
  }
}
