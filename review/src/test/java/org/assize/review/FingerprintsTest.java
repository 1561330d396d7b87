package org.assize.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  @Test
  void whiteSpaceDoesNotMatter() {
    assertThat(first("w", "a.py", "f", "  x = eval(y)"))
        .isEqualTo(first("w", "a.py", "f", "x=eval( y )"));
  }

  @Test
  void everythingElseDoes() {
    String print = first("w", "a.py", "f", "x");
    assertThat(print).matches("[0-9a-f]{16}");
    assertThat(
            List.of(
                first("v", "a.py", "f", "x"),
                first("w", "b.py", "f", "x"),
                first("w", "a.py", "g", "x"),
                first("w", "a.py", "f", "y")))
        .doesNotContain(print)
        .doesNotHaveDuplicates();
  }

  @Test
  void equalLinesAreNumbered() {
    Fingerprints prints = new Fingerprints();
    String one = prints.next("w", "a.py", "f", "x");
    String two = prints.next("w", "a.py", "f", "x");
    assertThat(two).isNotEqualTo(one);
    Fingerprints again = new Fingerprints();
    assertThat(again.next("w", "a.py", "f", "x")).isEqualTo(one);
    assertThat(again.next("w", "a.py", "f", "x")).isEqualTo(two);
  }

  @Test
  void asManyDigitsAsTellThemApart() {
    assertThat(Fingerprints.prefixLength(List.of())).isEqualTo(6);
    assertThat(Fingerprints.prefixLength(List.of("0123456789abcdef", "0223456789abcdef")))
        .isEqualTo(6);
    assertThat(Fingerprints.prefixLength(List.of("0123456789abcdef", "0123456780abcdef")))
        .isEqualTo(10);
  }

  private static String first(String weakness, String path, String function, String line) {
    return new Fingerprints().next(weakness, path, function, line);
  }
}
