package org.assize.program.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          *.py       | a.py
          *.py       | d/e/a.py
          a          | d/a
          /a         | a
          d/a        | d/a
          d/*        | d/x
          d/**       | d/x/y
          **/x       | x
          **/x       | a/b/x
          a/**/b     | a/b
          a/**/b     | a/x/y/b
          a/**/b/**  | a/q/b/z
          a**c       | abc
          [a-c]x     | bx
          [!a-c]x    | dx
          [^a]x      | dx
          []]        | ]
          [a\\-z]    | -
          [[:digit:]]| 7
          \\#a       | #a
          \\!a       | !a
          \\*        | *
          a\\ b      | a b
          ??.py      | é.py
          a????b     | a\uD83D\uDE00b
          *a*b*c*    | xaxbxcx
          [b-a]x     | bx
          /a**       | ab/c/d
          a\\/b      | a/b
          [[:alpha:]/]x | ax
          """)
  void means(String pattern, String path) {
    assertThat(matches(pattern, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          *.py       | a.pyc
          /a         | d/a
          d/a        | x/d/a
          d/*        | d/x/y
          d/**       | d
          a/**/b     | ab
          d*e        | d/e
          [a-c]x     | dx
          [a         | a
          a\\        | a
          [[:digit:]]| a
          A          | a
          #a         | #a
          a/         | a
          *a*a*a*b   | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          """)
  void doesNotMean(String pattern, String path) {
    assertThat(matches(pattern, path)).isFalse();
  }

  @Test
  void aSlashAtTheEndMeansFolders() {
    assertThat(PathPattern.parse("a/").orElseThrow().matches("x/a", Entry.Kind.FOLDER)).isTrue();
    assertThat(PathPattern.parse("/a/").orElseThrow().matches("x/a", Entry.Kind.FOLDER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "# note", "/", "!", "[", "x\\"})
  void isNoPattern(String line) {
    assertThat(PathPattern.parse(line)).isEmpty();
  }

  @Test
  void spacesAtTheEndCountOnlyBehindABackslash() {
    assertThat(matches("a   ", "a")).isTrue();
    assertThat(matches("a\\  ", "a ")).isTrue();
  }

  private static boolean matches(String pattern, String path) {
    return PathPattern.parse(pattern)
        .filter(parsed -> parsed.matches(path, Entry.Kind.FILE))
        .isPresent();
  }
}
