package org.assize.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assize.facts.Status;
import org.junit.jupiter.api.Test;

class OwaspScoreTest {
  private static final List<OwaspScore.Case> CASES =
      OwaspScore.Case.read(
          List.of(
              "# test name, category, real vulnerability, cwe",
              "BenchmarkTest00001,sqli,true,89",
              "BenchmarkTest00002,sqli,true,89",
              "BenchmarkTest00003,sqli,false,89",
              "BenchmarkTest00004,xss,false,79",
              "BenchmarkTest00005,xss,true,79"));

  private static Statement said(int test, int cwe, Status status) {
    String path = "testcode/BenchmarkTest%05d.py".formatted(test);
    return new Statement(path, 20, 20, List.of(cwe), status, "weakness");
  }

  @Test
  void theScoreIsTheMeanOverTheCategories() {
    OwaspScore score =
        OwaspScore.of(
            CASES,
            List.of(
                said(1, 89, Status.DEFECT),
                said(4, 79, Status.DEFECT),
                said(5, 79, Status.DEFECT)));
    assertThat(score.categories().get("sqli")).isEqualTo(new Tally(1, 1, 0, 1));
    assertThat(score.categories().get("xss")).isEqualTo(new Tally(1, 0, 1, 0));
    assertThat(score.truePositiveRate()).isCloseTo(0.75, within(1e-9));
    assertThat(score.falsePositiveRate()).isCloseTo(0.5, within(1e-9));
    assertThat(score.differences())
        .isEqualTo("FN sqli BenchmarkTest00002\nFP xss BenchmarkTest00004\n");
    assertThat(score.table().lines())
        .contains("MEAN of cats        2    1    1    1    75.0    50.0    25.0");
  }

  @Test
  void onlyDefectsCount() {
    OwaspScore score =
        OwaspScore.of(CASES, List.of(said(1, 89, Status.CAUTION), said(3, 89, Status.UNDECIDED)));
    assertThat(score.categories().get("sqli")).isEqualTo(new Tally(0, 2, 0, 1));
  }

  @Test
  void aNumberOfAnotherCategoryDoesNotCountAndAKindredOneDoes() {
    OwaspScore score =
        OwaspScore.of(CASES, List.of(said(1, 943, Status.DEFECT), said(2, 79, Status.DEFECT)));
    assertThat(score.categories().get("sqli")).isEqualTo(new Tally(1, 1, 0, 1));
  }
}
