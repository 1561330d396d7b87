package org.assize.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.assize.facts.Status;
import org.assize.knowledge.Example;
import org.junit.jupiter.api.Test;

class ExampleCheckTest {
  @Test
  void silentWhereTheReviewSaysWhatIsMarked() {
    assertThat(check("f()  # defect: own", marked(1, Status.DEFECT, "own"))).isEmpty();
    assertThat(check("f()  # todo-defect: own")).isEmpty();
    assertThat(check("f()", marked(1, Status.CAUTION, "other"))).isEmpty();
  }

  @Test
  void aMissingObservationFailsWithWhatIsThere() {
    assertThat(check("f()\ng()  # defect: own", marked(2, Status.CAUTION, "own")))
        .containsExactly(
            """
            own.md:12 (example.py:2): expected defect: own, observed caution: own
                g()  # defect: own\
            """,
            """
            own.md:12 (example.py:2): observed without a marker: caution: own
                g()  # defect: own\
            """);
  }

  @Test
  void unmarkedDefectsAndDoubtsFailWhateverTheWeakness() {
    assertThat(
            check("f()", marked(1, Status.DEFECT, "other"), marked(1, Status.UNDECIDED, "other")))
        .hasSize(2);
  }

  @Test
  void ofThePagesOwnWeaknessEverythingIsMarked() {
    assertThat(check("f()", marked(1, Status.REFUTED, "own"))).hasSize(1);
  }

  @Test
  void aKnownMissThatIsFoundFails() {
    assertThat(check("f()  # todo-caution: other", marked(1, Status.CAUTION, "other")))
        .singleElement()
        .asString()
        .contains("no longer missed: write '# caution: other'");
  }

  @Test
  void nothingIsSaidOfACleanLine() {
    assertThat(check("f()  # clean", marked(1, Status.CAUTION, "other")))
        .singleElement()
        .asString()
        .contains("marked clean, observed caution: other");
  }

  @Test
  void aMarkerNamesAKnownWeakness() {
    assertThat(check("f()  # defect: owm")).singleElement().asString().contains("'owm'");
  }

  @Test
  void anObservationElsewhereIsShown() {
    assertThat(check("f()", new Marked("x.py", 1, Status.DEFECT, "own")))
        .containsExactly(
            "own.md: observed without a marker: defect: own in x.py, which is no file of the"
                + " example");
  }

  private static Marked marked(int line, Status status, String weakness) {
    return new Marked("example.py", line, status, weakness);
  }

  private static List<String> check(String text, Marked... observed) {
    Example example =
        new Example("title", 9, List.of(new Example.File("example.py", 11, text + "\n")));
    return new ExampleCheck("own.md", "own", example, Set.of("own", "other"))
        .differences(_ -> List.of(observed));
  }
}
