package org.assize.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectorBinderTest {
  sealed interface Shape {
    record CallOf(String name, boolean always, int limit, Side side, List<String> words)
        implements Shape {
      public CallOf {
        if (limit < 0) {
          throw new IllegalArgumentException("the limit must not be negative");
        }
      }
    }

    record Nested(Point point, Set<String> names, Map<String, Integer> sizes, Optional<String> note)
        implements Shape {}

    record Not(Shape inner) implements Shape {}
  }

  enum Side {
    LEFT_HAND,
    RIGHT_HAND
  }

  record Point(int x, int y) {}

  private final List<KnowledgeProblem> problems = new ArrayList<>();

  @Test
  void bindsComponentsByTheirNames() {
    assertThat(
            bind(
                """
                kind: call-of
                name: os.system
                always: true
                limit: 0x10
                side: left-hand
                words: [a, b]
                """))
        .contains(new Shape.CallOf("os.system", true, 16, Side.LEFT_HAND, List.of("a", "b")));
    assertThat(problems).isEmpty();
  }

  @Test
  void bindsRecordsInRecordsAndLeavesOutContainers() {
    assertThat(bind("{kind: nested, point: {x: 1, y: 2}, sizes: {a: 3}}"))
        .contains(new Shape.Nested(new Point(1, 2), Set.of(), Map.of("a", 3), Optional.empty()));
    assertThat(bind("{kind: not, inner: {kind: nested, point: {x: 1, y: 2}, note: n}}"))
        .contains(
            new Shape.Not(new Shape.Nested(new Point(1, 2), Set.of(), Map.of(), Optional.of("n"))));
    assertThat(problems).isEmpty();
  }

  @Test
  void reportsEveryMistake() {
    assertThat(bind("{kind: call-of, name: [x], always: yes, limit: ten, side: left, word: a}"))
        .isEmpty();
    assertThat(problems)
        .extracting(KnowledgeProblem::message)
        .containsExactly(
            "expected a single value, found a list",
            "expected true or false, found 'yes'",
            "expected a whole number, found 'ten'",
            "unknown word 'left'; valid: left-hand, right-hand",
            "unknown key 'word'; did you mean 'words'?");
  }

  @Test
  void aRefusalOfTheRecordIsAProblem() {
    assertThat(bind("{kind: call-of, name: x, always: true, limit: -1, side: left-hand}"))
        .isEmpty();
    assertThat(problems)
        .extracting(KnowledgeProblem::toString)
        .containsExactly("test.yaml:1:1: the limit must not be negative");
  }

  @Test
  void unknownKindNamesTheNearest() {
    assertThat(bind("{kind: call-off}")).isEmpty();
    assertThat(problems)
        .extracting(KnowledgeProblem::message)
        .containsExactly("unknown kind 'call-off'; did you mean 'call-of'?");
  }

  private Optional<Shape> bind(String yaml) {
    return YamlText.read("test.yaml", yaml, problems)
        .flatMap(new DetectorBinder<>(Shape.class, "test.yaml", problems)::bind);
  }
}
