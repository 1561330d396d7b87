package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole reviews of what cannot be reviewed: said with its name and remedy, the rest intact. */
class BadInputTest {
  private static final byte[] BINARY = {1, 2, 0, 3, 0, 4};
  private static final String DEFECT = "PASSWORD = 'hunter2secret'\n";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private RealReview review;

  @BeforeEach
  void open() throws IOException {
    review = new RealReview(folder);
  }

  @Test
  void whatIsNotThere() {
    refused("no such file or folder: @/no.py. Paths start at the current folder.", "@/no.py");
    refused("no such file or folder: ''. Paths start at the current folder.", "");
    refused("no such file or folder: a\\x00b. Paths start at the current folder.", "a\0b");
  }

  @Test
  void whatIsNotThereLeavesTheRestOfTheReviewAsItIs() throws IOException {
    review.file("a.py", DEFECT);
    assertThat(review.run("@/a.py", "@/gone.py")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(review.out())
        .contains("1 security defect is detected in the code. 1 file could not be parsed.")
        .contains("gone.py  no such file or folder, or none that can be read");
    assertThat(review.err()).contains("gone.py: no such file or folder, or none that can be read");
  }

  @Test
  void whereThereIsNoPython() throws IOException {
    review.file("empty/readme.txt", "hello");
    refused(
        "nothing to review: no Python file in @/empty, or every one is left out (--include,"
            + " --exclude, .gitignore, folders of builds and packages). Name a file to have it"
            + " reviewed.",
        "@/empty");
  }

  @Test
  void whereNothingCouldBeReadThereIsNoVerdict() throws IOException {
    review.file("b.py", BINARY).file("good.py", "x = 1\n");
    refused(
        "b.py: holds binary data, no Python text; rename it or leave it out (--exclude).",
        "@/b.py");
    review.file("cut.ipynb", "{\"cells\": [\n");
    refused("cut.ipynb: the file ends within a JSON value.", "@/cut.ipynb");
    review.file("more/b.py", BINARY).file("more/c.py", BINARY);
    refused(
        "more/b.py: holds binary data, no Python text; rename it or leave it out (--exclude). 1"
            + " more could not be read either.",
        "@/more");
  }

  @Test
  void whatIsFoundAndCannotBeReadIsListed() throws IOException {
    review.file("a.py", DEFECT).file("b.py", BINARY);
    assertThat(review.run("@")).isEqualTo(ExitStatus.FOUND);
    assertThat(review.out())
        .contains("1 security defect is detected in the code. 1 file could not be parsed.")
        .contains("\n   b.py  holds binary data");
    assertThat(review.err()).isEmpty();
  }

  @Test
  void whatIsNamedAndCannotBeReadFailsTheReview() throws IOException {
    review.file("a.py", DEFECT).file("b.py", BINARY);
    assertThat(review.run("@/a.py", "@/b.py")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(review.out()).contains("1 security defect is detected in the code.");
    assertThat(review.err())
        .isEqualTo(
            "assize: b.py: holds binary data, no Python text; rename it or leave it out"
                + " (--exclude)\n");
  }

  @Test
  void gapsElsewhereAreNoneOfTheScope() throws IOException {
    review.file("pkg/a.py", "x = 1\n");
    Files.createSymbolicLink(folder.resolve("lost.py"), folder.resolve("nowhere"));
    review.run("@/pkg");
    assertThat(review.out()).contains("1 file, 1 line, parsed.").doesNotContain("lost.py");
    review.run("@");
    assertThat(review.out()).contains("\n   lost.py  a link that leads nowhere");
  }

  /** As one would be in a folder that may not be entered, which nothing is to a superuser. */
  @Test
  void whatCannotEvenBeLookedAtIsNotCalledMissing() {
    String name = "@/" + "x".repeat(300);
    refused(
        name + ": cannot be read: file name too long; check the disk, or leave it out (--exclude).",
        name);
  }

  @Test
  void brokenTextCostsOnlyItself() throws IOException {
    byte[] invalid = (DEFECT + "x = 'Ã'\n").getBytes(StandardCharsets.ISO_8859_1);
    review
        .file("bytes.py", invalid)
        .file("cookie.py", "# coding: latin-l\n" + DEFECT)
        .file("nul.py", "x = 1\n\0\n" + DEFECT + "# ".repeat(200))
        .file("broken.py", "def f(:\n" + DEFECT);
    assertThat(review.run("@")).isEqualTo(ExitStatus.FOUND);
    assertThat(review.out())
        .contains("4 security defects are detected in the code. 4 files could not be parsed.")
        .contains("\n   bytes.py:2  ")
        .contains("\n   cookie.py:1  unknown encoding: latin-l")
        .contains("\n   nul.py:2  ")
        .contains("\n   broken.py:1  ");
  }

  private void refused(String message, String... args) {
    assertThat(review.run(args)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(review.err()).isEqualTo("assize: " + message + "\n");
    assertThat(review.out()).isEmpty();
  }
}
