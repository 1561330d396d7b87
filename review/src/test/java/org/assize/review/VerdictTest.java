package org.assize.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.Purpose;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.review.Coverage.NotParsed;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void saysHowManyDefectsThereAre() {
    assertThat(sentence(0, 0)).isEqualTo("No security defects are detected in the code.");
    assertThat(sentence(1, 0)).isEqualTo("1 security defect is detected in the code.");
    assertThat(sentence(2, 0)).isEqualTo("2 security defects are detected in the code.");
    assertThat(sentence(1200, 0)).isEqualTo("1,200 security defects are detected in the code.");
  }

  @Test
  void qualifiersStandInTheSameLine() {
    assertThat(sentence(0, 1, "a.py", "b.py", "b.py"))
        .isEqualTo(
            "No security defects are detected in the code."
                + " 1 suspicion is undecided; 2 files could not be parsed.");
    assertThat(sentence(0, 2, "a.py"))
        .isEqualTo(
            "No security defects are detected in the code."
                + " 2 suspicions are undecided; 1 file could not be parsed.");
  }

  @Test
  void isCompleteWhenEverythingWasLookedAt() {
    assertThat(verdict(0, 3).complete()).isTrue();
    assertThat(verdict(0, 0, "a.py").complete()).isFalse();
  }

  @Test
  void aSelectionChangesTheVerdict() {
    Review review =
        Review.of(
            new Tool("t", "1", "1"),
            new ProgramSize(1, 1),
            Coverage.of(1, 1),
            List.of(),
            observations(2, 1));
    assertThat(review.only(Selection.ALL)).isEqualTo(review);
    Selection none = new Selection(java.util.Set.of("secrets"), java.util.Set.of());
    assertThat(review.only(none).verdict().defects()).isZero();
    Selection area = new Selection(java.util.Set.of("ai"), java.util.Set.of());
    assertThat(review.only(area).verdict().defects()).isEqualTo(2);
  }

  @Test
  void theNamedWeaknessWinsOverItsArea() {
    Selection selection = new Selection(java.util.Set.of("w"), java.util.Set.of("ai"));
    assertThat(selection.includes(Area.AI, "w")).isTrue();
    assertThat(selection.includes(Area.AI, "v")).isFalse();
    Selection without = new Selection(java.util.Set.of("ai"), java.util.Set.of("w"));
    assertThat(without.includes(Area.AI, "w")).isFalse();
    assertThat(without.includes(Area.AI, "v")).isTrue();
  }

  private static String sentence(int defects, int undecided, String... notParsed) {
    return verdict(defects, undecided, notParsed).sentence();
  }

  private static Verdict verdict(int defects, int undecided, String... notParsed) {
    List<NotParsed> problems = new ArrayList<>();
    for (String path : notParsed) {
      problems.add(new NotParsed(path, 1, "invalid syntax"));
    }
    Coverage coverage =
        new Coverage(3, 3, problems, List.of(), List.of(), List.of(), List.of(), List.of());
    return Verdict.of(observations(defects, undecided), coverage);
  }

  private static List<Observation> observations(int defects, int undecided) {
    Weakness weakness =
        new Weakness(
            "w",
            "W",
            Area.AI,
            List.of(1),
            Severity.LOW,
            "",
            List.of(),
            List.of(),
            new Weakness.Suspect("", List.of()),
            Purpose.ANY,
            "",
            "");
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < defects + undecided; i++) {
      Status status = i < defects ? Status.DEFECT : Status.UNDECIDED;
      Location place = Location.of("a.py", i + 1, 1, i + 1, 2);
      all.add(Observation.builder(weakness, status, place).build("%016x".formatted(i)));
    }
    return all;
  }
}
