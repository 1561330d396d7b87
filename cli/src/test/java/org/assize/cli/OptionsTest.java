package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole reviews, with an option and without it: each changes what is said. */
class OptionsTest {
  private static final String EVAL = "eval(input())\n";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RealReview review;

  @BeforeEach
  void open() throws IOException {
    review = new RealReview(folder);
  }

  @Test
  void projectWidensWhatAFileIsJudgedWithin() throws IOException {
    review
        .file("inner/pyproject.toml", "")
        .file("inner/a.py", "import b\nb.f()\n")
        .file("b.py", "def f(): pass\n");
    assertThat(says("@/inner/a.py")).contains("Not found: b (unknown).");
    assertThat(says("@/inner/a.py", "--project", "@"))
        .doesNotContain("Not found")
        .contains("judged within 2 files");
  }

  @Test
  void includeAndExcludeNarrowTheScope() throws IOException {
    review.file("a.py", EVAL).file("gen/b.py", EVAL);
    assertThat(says("@")).contains("2 files, 2 lines, all parsed");
    assertThat(says("@", "--include", "gen")).contains("gen/b.py").contains("within 2 files");
    assertThat(says("@", "--include", "gen")).doesNotContain("a.py");
    assertThat(says("@", "--exclude", "gen/**")).contains("a.py").doesNotContain("gen/b.py");
  }

  @Test
  void aTextIsReviewedUnderItsName() throws IOException {
    review.file("pkg/__init__.py", "").file("pkg/a.py", "x = 1\n").input("import os.nosuch\n(");
    assertThat(says("-", "--project", "@")).contains("   stdin.py:2  ").contains("within 3 files");
    assertThat(says("-", "--stdin-filename", "@/pkg/a.py"))
        .contains("   pkg/a.py:2  ")
        .contains("within 2 files");
  }

  @Test
  void aTextThatLiesElsewhereIsRefused() throws IOException {
    review.file("pkg/a.py", EVAL).input(EVAL);
    assertThat(review.run("-", "--project", "@/pkg", "--stdin-filename", "@/b.py")).isEqualTo(2);
    assertThat(review.err())
        .isEqualTo(
            "assize: @/b.py does not lie in the project @/pkg. Name another --project, or leave"
                + " it out.\n");
  }

  @Test
  void pythonForcesTheGrammar() throws IOException {
    review.file("a.py", "async = 1\nif (x := 1): pass\n");
    assertThat(says("@")).contains("   a.py:1  ").doesNotContain("   a.py:2  ");
    assertThat(says("@", "--python", "3.6")).contains("   a.py:2  ").doesNotContain("   a.py:1  ");
  }

  @Test
  void dependenciesAreReadFromWhereTheyAre() throws IOException {
    review.file("app/pyproject.toml", "").file("app/a.py", "import thing\n");
    review.file("app/.venv/pyvenv.cfg", "home = /usr/bin\n");
    review.file("app/.venv/lib/python3.11/site-packages/thing/__init__.py", "");
    review.file("libs/other/__init__.py", "");
    assertThat(says("@/app")).doesNotContain("Not found");
    assertThat(says("@/app", "--no-deps")).contains("Not found: thing (unknown).");
    review.file("app/b.py", "import other\n");
    assertThat(says("@/app")).contains("Not found: other (unknown).");
    assertThat(says("@/app", "--deps", "@/libs")).contains("Not found: thing (unknown).");
  }

  @Test
  void selectionsAreSaid() throws IOException {
    review.file("a.py", "PASSWORD = 'hunter2secret'\n" + EVAL);
    assertThat(says("@")).contains("hard-coded-credential").contains("eval runs");
    assertThat(says("@", "--select", "secrets"))
        .contains("hard-coded-credential")
        .doesNotContain("eval runs")
        .doesNotContain("Nothing to raise")
        .containsPattern("Not looked for: randomness, .*input-validation");
    assertThat(says("@", "--ignore", "secrets"))
        .contains("eval runs")
        .containsPattern("Nothing to raise: [^.]*transport")
        .containsPattern("Not looked for: secrets\\.");
    assertThat(says("@", "--ignore", "weak-hash"))
        .doesNotContainPattern("Nothing to raise: [^.]*cryptography")
        .containsPattern("Not looked for: weak-hash\\.");
  }

  @Test
  void jobsChangeNothingThatIsSaid() throws IOException {
    for (int i = 0; i < 20; i++) {
      review.file("m%02d.py".formatted(i), EVAL);
    }
    String one = says("@", "--jobs", "1", "--format", "json");
    assertThat(says("@", "--jobs", "7", "--format", "json")).isEqualTo(one);
  }

  private String says(String... args) {
    review.run(args);
    return review.out();
  }
}
