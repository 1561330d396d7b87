package org.assize.value.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares evaluations with what CPython 3.11 printed for the same expressions. */
class EvaluatorTest {
  /** More than this share of a table may not be given up. */
  private static final double MOST_UNKNOWN = 0.05;

  @Test
  void givesWhatPythonGives() throws IOException {
    List<String> wrong = new ArrayList<>();
    int unknown = 0;
    List<String> lines = table("operations.tsv");
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      String found = shown(Expressions.evaluate(parts[0]));
      if (found.equals("?")) {
        unknown++;
      } else if (!found.equals(parts[1])) {
        wrong.add(parts[0] + " is " + parts[1] + ", not " + found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(5_000);
    assertThat((double) unknown / lines.size()).isLessThan(MOST_UNKNOWN);
  }

  private static List<String> table(String name) throws IOException {
    try (InputStream in = EvaluatorTest.class.getResourceAsStream("/pure/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.split("\n"));
    }
  }

  private static String shown(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value(Concrete value) -> Formats.repr(value);
      case Outcome.Raises(String type) -> "!" + type;
      case Outcome.Unknown.UNKNOWN -> "?";
    };
  }
}
