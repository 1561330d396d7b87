package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aloneItSaysHowToBeginInEightLines() {
    assertThat(run()).isEqualTo(ExitStatus.CLEAN);
    assertThat(out.toString().lines()).hasSize(8);
    assertThat(out.toString().lines().filter(line -> line.startsWith("  "))).hasSize(3);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isEqualTo(ExitStatus.CLEAN);
    assertThat(out.toString()).matches("assize \\d+\\.\\d+\\.\\d+, knowledge [0-9a-f]+\\R");
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(run("--help")).isEqualTo(ExitStatus.CLEAN);
    assertThat(out.toString()).contains("Usage: assize").contains("--version").contains("--debug");
  }

  @Test
  void aPathInPlaceOfACommandIsMeantForReview() {
    assertThat(run(".")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo(
            """
            assize: unknown command '.'.
            Did you mean: assize review .
            See: assize --help
            """);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theSuggestionCanBePastedIntoAShell(@TempDir Path folder) throws IOException {
    Path odd = Files.createFile(folder.resolve("it's odd.py"));
    assertThat(run(odd.toString(), "--show", "all")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .contains("Did you mean: assize review '" + folder + "/it'\\''s odd.py' --show all\n");
  }

  @Test
  void aMistypedOptionGetsTheNearestOne() {
    assertThat(run("--versoin")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("unknown option '--versoin'.\nDid you mean: --version\n");
  }

  @Test
  void aMistypedCommandGetsTheNearestOneWithItsArguments() {
    assertThat(runWithSample("smaple", "a b")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("Did you mean: assize sample 'a b'\n");
  }

  @Test
  void whatIsTypedCannotActOnTheTerminal() {
    assertThat(run("\u001b[31m")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("unknown command '\\x1b[31m'.");
  }

  @Test
  void onlyTheProgramItselfHasAVersion() {
    assertThat(run("review", "--version")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("unknown option '--version'");
    assertThat(run("review", "-h")).isEqualTo(ExitStatus.CLEAN);
    assertThat(out.toString()).contains("Usage: assize review");
  }

  @Test
  void aMistypedValueGetsTheNearestOne() {
    assertThat(runWithSample("sample", "--do=trhow")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .isEqualTo(
            """
            assize: --do knows no 'trhow', only nothing, throw, recurse, exhaust.
            Did you mean: throw
            See: assize sample --help
            """);
  }

  @Test
  void whatHasNoNeighbourGetsNoSuggestion() {
    assertThat(run("no-such-file-or-command")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("unknown command").doesNotContain("Did you mean");
  }

  @Test
  void anInternalFaultShowsItsTraceOnlyToWhoAsks() {
    assertThat(runWithSample("sample", "--do", "throw")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .contains("internal fault: java.lang.IllegalStateException: sample")
        .contains("--debug")
        .doesNotContain("\tat ");
    assertThat(runWithSample("sample", "--do", "throw", "--debug")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("\tat org.assize.cli.MainTest");
  }

  @Test
  void endlessRecursionIsAFaultAndNoCrash() {
    assertThat(runWithSample("sample", "--do", "recurse")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString()).contains("internal fault: java.lang.StackOverflowError");
  }

  @Test
  void tooLittleMemoryIsNoBugAndItsRemedyIsNamed() {
    assertThat(runWithSample("sample", "--do", "exhaust")).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(err.toString())
        .containsPattern("^assize: out of memory: [\\d,]+ MB are not enough\n")
        .contains("ASSIZE_OPTS=-Xmx8g")
        .doesNotContain("bug");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), process(), args);
  }

  private static Surroundings process() {
    return new Surroundings(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        Terminal.NONE,
        System::nanoTime);
  }

  private int runWithSample(String... args) {
    PrintWriter outWriter = new PrintWriter(out);
    PrintWriter errWriter = new PrintWriter(err);
    CommandLine commands =
        Main.commandLine(
                outWriter,
                errWriter,
                process(),
                () -> {
                  throw new AssertionError("no engine is needed here");
                })
            .addSubcommand(new Sample());
    return Main.execute(Main.configure(commands, outWriter, errWriter), args);
  }

  /** Stands for any subcommand. */
  @Command(name = "sample")
  static final class Sample implements Runnable {
    enum Act {
      NOTHING,
      THROW,
      RECURSE,
      EXHAUST
    }

    @Option(names = "--do")
    Act act = Act.NOTHING;

    @Override
    public void run() {
      switch (act) {
        case NOTHING -> {}
        case THROW -> throw new IllegalStateException("sample");
        case RECURSE -> recurse(0);
        case EXHAUST -> throw new OutOfMemoryError("Java heap space");
      }
    }

    private static int recurse(int depth) {
      if (depth < 0) {
        return depth; // after two thousand million calls
      }
      return recurse(depth + 1) + 1;
    }
  }
}
