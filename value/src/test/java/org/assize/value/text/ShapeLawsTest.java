package org.assize.value.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.Truth;
import org.assize.value.domain.CharSet;
import org.assize.value.domain.Samples;
import org.assize.value.domain.StringShape;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Evaluator;
import org.assize.value.pure.Outcome;
import org.junit.jupiter.api.Test;

/** What shapes say holds for the concrete strings, computed by the tested evaluator. */
class ShapeLawsTest {
  private static final int ROUNDS = 1_500;
  private final Samples samples = new Samples(7);

  private static String method(String self, String name, Concrete... args) {
    return switch (Evaluator.method(Concrete.text(self), name, List.of(args), Map.of())) {
      case Outcome.Value(Concrete.Scalar(org.assize.ir.Literal.Text(String text))) -> text;
      case Outcome other -> "?" + other;
    };
  }

  private static void check(StringShape shape, String expected, String what) {
    if (!expected.startsWith("?")) {
      assertThat(shape.mayMatch(expected))
          .as("%s: '%s' in %s", what, expected, shape.text())
          .isTrue();
    }
  }

  @Test
  void operationsStandForWhatPythonGives() {
    for (int i = 0; i < ROUNDS; i++) {
      StringShape shape = samples.shape();
      String s = samples.member(shape);
      check(Shapes.changeCase(shape, Case.UPPER), method(s, "upper"), "upper");
      check(Shapes.changeCase(shape, Case.LOWER), method(s, "lower"), "lower");
      check(Shapes.changeCase(shape, Case.MIXED), method(s, "swapcase"), "swapcase");
      strips(shape, s);
      String old = samples.oneOf("a", "ab", "/", "b", "é");
      String fresh = samples.oneOf("", "x", "ab");
      check(
          Shapes.replace(shape, old, StringShape.fixed(fresh)),
          method(s, "replace", Concrete.text(old), Concrete.text(fresh)),
          shape.text() + ".replace " + old + " " + fresh);
      slices(shape, s);
    }
  }

  private void strips(StringShape shape, String s) {
    for (Shapes.Ends ends : Shapes.Ends.values()) {
      String name =
          switch (ends) {
            case LEFT -> "lstrip";
            case RIGHT -> "rstrip";
            case BOTH -> "strip";
          };
      String removed = samples.oneOf("a", "ab", " ", "/<");
      check(
          Shapes.strip(shape, CharSet.of(removed), ends),
          method(s, name, Concrete.text(removed)),
          shape.text() + "." + name + removed);
      check(Shapes.strip(shape, Holes.SPACE, ends), method(s, name), name);
    }
  }

  private void slices(StringShape shape, String s) {
    int lower = samples.number(7) - 3;
    int upper = samples.number(7) - 3;
    Concrete low = lower == 0 ? Concrete.NONE : Concrete.whole(lower);
    Concrete high = upper == 0 ? Concrete.NONE : Concrete.whole(upper);
    Outcome cut = Evaluator.slice(Concrete.text(s), low, high, Concrete.NONE);
    StringShape found =
        Shapes.slice(
            shape, Optional.of(lower).filter(l -> l != 0), Optional.of(upper).filter(u -> u != 0));
    if (cut instanceof Outcome.Value(Concrete.Scalar(org.assize.ir.Literal.Text(String text)))) {
      check(found, text, shape.text() + "[" + lower + ":" + upper + "]");
    }
  }

  @Test
  void questionsHoldForEveryString() {
    for (int i = 0; i < ROUNDS; i++) {
      StringShape shape = samples.shape();
      String s = samples.member(shape);
      String part = samples.text();
      agrees(ShapeTests.startsWith(shape, part), s.startsWith(part));
      agrees(ShapeTests.endsWith(shape, part), s.endsWith(part));
      agrees(ShapeTests.contains(shape, part), s.contains(part));
    }
  }

  private static void agrees(Truth said, boolean holds) {
    assertThat(said).isNotEqualTo(Truth.of(!holds));
  }

  @Test
  void fillsTemplates() {
    StringShape name = StringShape.of(CharSet.of("ab"));
    assertThat(Templates.percent("x=%s;", List.of(name)).orElseThrow().text())
        .isEqualTo("'x=' + {[ab]} + ';'");
    assertThat(Templates.percent("%(n)s%%", Map.of("n", name)).orElseThrow().text())
        .isEqualTo("{[ab]} + '%'");
    assertThat(Templates.percent("%s %s", List.of(name))).isEmpty();
    assertThat(
            Templates.format("{{{}}} {n}", List.of(name), Map.of("n", name)).orElseThrow().text())
        .isEqualTo("'{' + {[ab]} + '} ' + {[ab]}");
    assertThat(Templates.format("{0}{missing}", List.of(name), Map.of())).isEmpty();
  }
}
