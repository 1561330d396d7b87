package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.report.Manual;
import org.assize.report.Typography;
import org.assize.review.CannotReviewException;
import org.assize.review.Dependencies;
import org.assize.review.ReviewRequest.StandardInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCommandTest {
  private final FakeReviewer reviewer = new FakeReviewer();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private OutputStream out = data;
  private Terminal terminal = Terminal.NONE;
  private String input = "x = 1\n";
  private @Nullable InputStream in;
  private long now;

  // What is asked for.

  @Test
  void reviewsThisFolderUnlessToldWhat() {
    assertThat(run()).isEqualTo(ExitStatus.CLEAN);
    assertThat(reviewer.asked().paths()).containsExactly(".");
    assertThat(reviewer.asked().project()).isNull();
    assertThat(reviewer.asked().python()).isNull();
    assertThat(reviewer.asked().include()).isEmpty();
    assertThat(reviewer.asked().exclude()).isEmpty();
    assertThat(reviewer.asked().dependencies()).isEqualTo(new Dependencies.VirtualEnvironment());
    assertThat(reviewer.asked().jobs()).isPositive();
  }

  @Test
  void handsOnWhatToReview(@TempDir Path folder) {
    String dir = folder.toString();
    run(
        "a.py",
        "b",
        "--project",
        dir,
        "--include",
        "*.x",
        "--exclude=c/**",
        "--exclude",
        "d",
        "--python",
        "3.8",
        "--deps",
        dir,
        "--jobs",
        "3");
    assertThat(reviewer.asked().paths()).containsExactly("a.py", "b");
    assertThat(reviewer.asked().project()).isEqualTo(dir);
    assertThat(reviewer.asked().include()).containsExactly("*.x");
    assertThat(reviewer.asked().exclude()).containsExactly("c/**", "d");
    assertThat(reviewer.asked().python()).isEqualTo("3.8");
    assertThat(reviewer.asked().dependencies()).isEqualTo(new Dependencies.Folders(List.of(dir)));
    assertThat(reviewer.asked().jobs()).isEqualTo(3);
    run("--no-deps");
    assertThat(reviewer.asked().dependencies()).isEqualTo(new Dependencies.None());
  }

  @Test
  void readsStandardInput() {
    run("-");
    assertThat(stdin().path()).isEqualTo("stdin.py");
    assertThat(new String(stdin().bytes(), StandardCharsets.UTF_8)).isEqualTo("x = 1\n");
    assertThat(reviewer.asked().paths()).isEmpty();
    run("-", "--stdin-filename", "pkg/m.py");
    assertThat(stdin().path()).isEqualTo("pkg/m.py");
  }

  private StandardInput stdin() {
    return Objects.requireNonNull(reviewer.asked().stdin());
  }

  @Test
  void aTextWithoutANameBelongsToTheGivenProject(@TempDir Path folder) {
    run("-", "--project", folder.toString());
    assertThat(stdin().path()).isEqualTo(folder.resolve("stdin.py").toString());
  }

  @Test
  void anEmptyTextWithoutANameIsNothingToReview() {
    input = "";
    refused("nothing to review: standard input is empty", "-");
    assertThat(run("-", "--stdin-filename", "pkg/__init__.py")).isEqualTo(ExitStatus.CLEAN);
    assertThat(stdin().bytes()).isEmpty();
  }

  @Test
  void aTextWithoutEndIsNotReadToItsEnd() {
    in = new Endless();
    refused("standard input has more than the 200,000,000 bytes that are read", "-");
  }

  /** Says ever more, as {@code yes} does. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return '#';
    }

    @Override
    public int read(byte[] into, int from, int count) {
      return count;
    }
  }

  @Test
  void selectsWeaknessesAndAreas() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH);
    assertThat(run()).isEqualTo(ExitStatus.FOUND);
    assertThat(run("--ignore", "code-injection")).isEqualTo(ExitStatus.CLEAN);
    assertThat(output()).contains("No security defects");
    assertThat(run("--select", "weak-hash,cryptography")).isEqualTo(ExitStatus.CLEAN);
    assertThat(run("--select", "input-validation")).isEqualTo(ExitStatus.FOUND);
  }

  // Wrong usage.

  @Test
  void unknownWordsGetTheNearestValidOne() {
    wrong(
        "--format knows no 'jsn', only json, markdown, sarif, terminal.",
        "json",
        "--format",
        "jsn");
    wrong(
        "--show knows no 'caution', only auto, defects, undecided, cautions, refuted, all.",
        "cautions",
        "--show=caution");
    wrong("--select: 'weakhash' is no weakness and no area.", "weak-hash", "--select", "weakhash");
    wrong("--ignore: 'secret' is no weakness and no area.", "secrets", "--ignore", "secret");
    wrong(
        "--fail-on knows no 'hihg', only low, medium, high, critical, never.",
        "high",
        "--fail-on",
        "hihg");
    wrong("--color knows no 'alway', only auto, always, never.", "always", "--color", "alway");
    wrong("unknown option '--formt'.", "--format", "--formt", "json");
  }

  private void wrong(String message, String nearest, String... args) {
    assertThat(run(args)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo(
            "assize: %s%nDid you mean: %s%nSee: assize review --help%n"
                .formatted(message, nearest));
    assertThat(output()).isEmpty();
  }

  @Test
  void optionsThatMakeNoSenseAreRefused(@TempDir Path folder) {
    String dir = folder.toString();
    refused("--deps and --no-deps contradict", "--deps", dir, "--no-deps");
    refused("--deps needs a folder, and 'no/such' is none", "--deps", "no/such");
    refused("--project needs a folder, and 'no/such' is none", "--project", "no/such");
    refused("--jobs needs a number of at least 1, not 0", "--jobs", "0");
    refused("--python knows no '2.7'", "--python", "2.7");
    refused("--stdin-filename is for -", "--stdin-filename", "a.py");
    refused("- stands alone", "-", "a.py");
    refused("--project needs a folder, and '' is none", "--project", "");
    refused("--exclude: '' can match no file", "--exclude", "");
    refused("leave nothing to look for", "--select", "secrets", "--ignore", "secrets");
    refused("cannot write '': that is no name", "--output", "");
    refused("--report needs FORMAT=FILE", "--report", "sarif");
    refused(
        "two reports go to the same file",
        "--output",
        dir + "/a",
        "--report",
        "json=" + dir + "/a");
  }

  private void refused(String message, String... args) {
    assertThat(run(args)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).startsWith("assize: ").contains(message);
    assertThat(output()).isEmpty();
  }

  @Test
  void whatCannotBeReviewedIsSaidInALine() {
    reviewer.refusal = new CannotReviewException("no/such.py does not exist: check the name.");
    assertThat(run("no/such.py")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).isEqualTo("assize: no/such.py does not exist: check the name.\n");
    assertThat(output()).isEmpty();
  }

  // Exit status.

  @Test
  void defectsFailAtTheThreshold() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.MEDIUM);
    assertThat(run()).isEqualTo(ExitStatus.FOUND);
    assertThat(run("--fail-on", "medium")).isEqualTo(ExitStatus.FOUND);
    assertThat(run("--fail-on", "high")).isEqualTo(ExitStatus.CLEAN);
    assertThat(run("--fail-on", "never")).isEqualTo(ExitStatus.CLEAN);
    assertThat(output()).contains("1 security defect is detected");
  }

  @Test
  void strictCountsWhatIsNotKnown() {
    reviewer.says(FakeReviewer.EVAL, Status.UNDECIDED, Severity.MEDIUM);
    assertThat(run("--strict")).isEqualTo(ExitStatus.CLEAN);
    reviewer.says(FakeReviewer.EVAL, Status.UNDECIDED, Severity.HIGH);
    assertThat(run()).isEqualTo(ExitStatus.CLEAN);
    assertThat(run("--strict")).isEqualTo(ExitStatus.FOUND);
    assertThat(run("--strict", "--fail-on", "critical")).isEqualTo(ExitStatus.CLEAN);
    reviewer.cannotParse("b.py");
    assertThat(run("--strict", "--fail-on", "critical")).isEqualTo(ExitStatus.FOUND);
    assertThat(run("--strict", "--fail-on", "never")).isEqualTo(ExitStatus.CLEAN);
  }

  @Test
  void aNamedFileThatCannotBeReadFailsTheRestIsReported() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH).cannotRead("b\n.py");
    assertThat(run("--fail-on", "never")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(output()).contains("1 security defect is detected");
    assertThat(err.toString()).isEqualTo("assize: b\\x0a.py: permission denied\n");
  }

  // Reports.

  @Test
  void writesTheFormatAskedFor() {
    run();
    assertThat(output()).startsWith("No security defects");
    run("--format", "json");
    assertThat(output()).startsWith("{\n  \"schema\"");
    run("--format", "markdown");
    assertThat(output()).startsWith("# Security review");
    run("--format", "sarif");
    assertThat(output()).contains("\"version\" : \"2.1.0\"");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void writesToFilesAndSaysTheVerdict(@TempDir Path folder) throws IOException {
    Path text = folder.resolve("review.txt");
    Path sarif = folder.resolve("a b.sarif");
    run("--output", text.toString(), "--report", "sarif=" + sarif);
    assertThat(output()).isEmpty();
    assertThat(err.toString()).isEqualTo("No security defects are detected in the code.\n");
    assertThat(Files.readString(text)).startsWith("No security defects");
    assertThat(Files.readString(sarif)).contains("2.1.0");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    run("--output", "-");
    assertThat(output()).startsWith("No security defects");
    run("--quiet", "--output", text.toString());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aReportThatCannotBeWrittenCostsOnlyItself(@TempDir Path folder) throws IOException {
    assumeThat(Files.exists(Path.of("/dev/full"))).isTrue();
    Path text = folder.resolve("review.txt");
    assertThat(run("--output", text.toString(), "--report", "json=/dev/full"))
        .isEqualTo(ExitStatus.UNUSABLE);
    assertThat(Files.readString(text)).startsWith("No security defects");
    assertThat(err.toString()).contains("cannot write /dev/full");
  }

  @Test
  void aFileWithoutAPlaceEndsItBeforeTheReview(@TempDir Path folder) {
    Path lost = folder.resolve("no/such/a.json");
    assertThat(run("--report", "json=" + lost)).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo(
            "assize: cannot write %s: the folder %s does not exist. Create it, or name another file.\n"
                .formatted(lost, lost.getParent()));
    assertThat(run("--output", folder.toString())).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("it is a folder. Name a file in it.");
  }

  @Test
  void listsWhatIsAskedFor() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH);
    run();
    assertThat(output()).contains("DEFECT high    code-injection");
    run("--show", "refuted,undecided");
    assertThat(output()).doesNotContain("DEFECT").contains("1 security defect is detected");
  }

  @Test
  void coloursAreForTerminals() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH);
    run();
    assertThat(output()).doesNotContain("\u001b");
    run("--color", "always");
    assertThat(output()).contains("\u001b[31mDEFECT");
    terminal = new Terminal(true, false, false, false, Typography.UNICODE, 100);
    run();
    assertThat(output()).contains("\u001b[31mDEFECT");
    run("--color=never");
    assertThat(output()).doesNotContain("\u001b");
    terminal = new Terminal(true, false, false, true, Typography.UNICODE, 100);
    run();
    assertThat(output()).doesNotContain("\u001b");
    run("--color", "always");
    assertThat(output()).contains("\u001b[31mDEFECT");
  }

  @Test
  void aTerminalWithoutUnicodeGetsAscii() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH);
    run();
    assertThat(output()).contains("1 │ eval(x)  # …");
    terminal = new Terminal(true, false, true, false, Typography.ASCII, 100);
    run();
    assertThat(output()).contains("1 | eval(x)  # ...");
    assertThat(output().chars()).allMatch(c -> c < 0x7f);
  }

  // Standard output and error.

  @Test
  void aReaderThatLeavesIsNoFault() {
    reviewer.says(FakeReviewer.EVAL, Status.DEFECT, Severity.HIGH);
    out = failing("Broken pipe");
    assertThat(run()).isEqualTo(ExitStatus.FOUND);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFullDiskIsSaid() {
    out = failing("No space left on device");
    assertThat(run()).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo(
            "assize: cannot write to standard output: No space left on device. Name a file with"
                + " --output.\n");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void progressIsForTerminals() {
    run();
    assertThat(err.toString()).isEmpty();
    terminal = new Terminal(false, true, false, false, Typography.UNICODE, 100);
    run();
    assertThat(err.toString()).contains("parsing  2 of 4 files\u001b[?7h").endsWith("\r\u001b[K");
    assertThat(output()).doesNotContain("parsing");
    run("--quiet");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void statsSayWhatEachStageTook() {
    run("--stats");
    assertThat(err.toString().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("preparing", "parsing", "reporting", "total");
    assertThat(err.toString()).containsPattern("parsing +\\d+\\.\\d{3} s  2 files");
    run();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anInternalFaultNamesItsStage() {
    reviewer.fault = new IllegalStateException("node 3");
    terminal = new Terminal(false, true, false, false, Typography.UNICODE, 100);
    assertThat(run()).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .contains(
            "\r\u001b[Kassize: internal fault in parsing: java.lang.IllegalStateException: node 3\n")
        .contains("run again with --debug")
        .doesNotContain("\tat ");
    assertThat(run("--debug")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("\tat org.assize.cli.ReviewCommandTest");
  }

  private String output() {
    return data.toString(StandardCharsets.UTF_8);
  }

  private int run(String... args) {
    data.reset();
    err.getBuffer().setLength(0);
    Surroundings surroundings =
        new Surroundings(
            in == null ? new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)) : in,
            out,
            terminal,
            () -> now += 200_000_000);
    String[] all = new String[args.length + 1];
    all[0] = "review";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.execute(
        Main.commandLine(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            surroundings,
            () -> new Engine(reviewer, Manual.NONE)),
        all);
  }
}
