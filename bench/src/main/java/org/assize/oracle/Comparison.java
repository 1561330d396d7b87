package org.assize.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assize.base.Problem;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Parser;
import org.assize.syntax.PythonVersion;
import org.jspecify.annotations.Nullable;

/** Compares what we make of a list of files with a reference's answers, one file at a time. */
public final class Comparison {
  // Trees as deep as CPython allows are walked by recursion.
  private static final long STACK_BYTES = 1L << 30;

  private final Stage stage;
  private final PythonVersion version;
  private final Consumer<Difference> report;
  private final Tally tally = new Tally();

  private Comparison(Reference reference, Consumer<Difference> report) {
    this.stage = reference.stage();
    this.version = reference.version();
    this.report = report;
  }

  /**
   * Compares all files, each read as the reference's version.
   *
   * @param report receives the first difference of each file that differs
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static Tally run(Reference reference, List<Path> files, Consumer<Difference> report)
      throws InterruptedException {
    Comparison comparison = new Comparison(reference, report);
    Thread thread =
        new Thread(null, () -> comparison.all(reference, files), "comparison", STACK_BYTES);
    thread.start();
    thread.join();
    if (comparison.tally.total() != files.size()) {
      throw new IllegalStateException("comparison with " + reference.title() + " ended early");
    }
    return comparison.tally;
  }

  private void all(Reference reference, List<Path> files) {
    try (Answers answers = new Answers(reference, files)) {
      for (Path file : files) {
        compare(file, answers.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compare(Path file, Answer answer) {
    try {
      Optional<ParsedFile> ours =
          FileText.read(file).map(text -> Parser.parse(text, Optional.of(version)));
      if (ours.isPresent()) {
        Optional<String> outside =
            Spans.outside(ours.get()).or(() -> Spans.outside(tolerant(ours.get())));
        if (outside.isPresent()) {
          differ(new Difference(file, Difference.Kind.SPAN, 0, outside.get(), ""));
          return;
        }
      }
      switch (answer) {
        case Answer.Tree tree -> trees(file, ours, tree.dump());
        case Answer.Rejected rejected -> rejected(file, ours, rejected);
        case Answer.Beyond _ -> tally.countBeyond();
      }
    } catch (IOException e) {
      tally.countBeyond();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      differ(new Difference(file, Difference.Kind.CRASH, 0, crash(e), ""));
    }
  }

  private static ParsedFile tolerant(ParsedFile exact) {
    return Parser.parse(exact.text(), Optional.empty());
  }

  private void trees(Path file, Optional<ParsedFile> ours, byte[] theirs) {
    if (ours.isEmpty()) {
      differ(
          new Difference(file, Difference.Kind.REJECTED_BY_US, 0, "cannot be decoded", "a tree"));
      return;
    }
    ParsedFile parsed = ours.get();
    if (!parsed.problems().isEmpty()) {
      Problem first = parsed.problems().getFirst();
      int line = parsed.text().lineAt(first.span().start());
      differ(new Difference(file, Difference.Kind.REJECTED_BY_US, line, first.message(), "a tree"));
      return;
    }
    byte[] dump = stage.dump(parsed, version);
    int at = Arrays.mismatch(dump, theirs);
    if (at < 0) {
      tally.countEqual();
    } else {
      String own = lineAround(dump, at);
      String other = lineAround(theirs, at);
      differ(new Difference(file, Difference.Kind.TREE, sourceLine(theirs, at), own, other));
    }
  }

  private void rejected(Path file, Optional<ParsedFile> ours, Answer.Rejected theirs) {
    if (ours.isEmpty()) {
      tally.countRejectedByBoth(true);
      return;
    }
    List<Problem> problems = ours.get().problems();
    if (problems.isEmpty() && stage == Stage.SCOPES) {
      // Its table refuses what its grammar allows, such as a name that is parameter and global.
      tally.countRefused();
      return;
    }
    if (problems.isEmpty()) {
      differ(
          new Difference(
              file,
              Difference.Kind.REJECTED_BY_CPYTHON,
              theirs.line(),
              "a tree",
              theirs.message()));
      return;
    }
    int line = ours.get().text().lineAt(problems.getFirst().span().start());
    tally.countRejectedByBoth(line == theirs.line());
  }

  private void differ(Difference difference) {
    tally.count(difference);
    report.accept(difference);
  }

  private static String crash(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** Returns the line that holds a byte, cut to a readable length. */
  private static String lineAround(byte[] dump, int at) {
    int start = lineStart(dump, at);
    int end = start;
    while (end < dump.length && dump[end] != '\n') {
      end++;
    }
    int shown = Math.min(end, start + 400);
    return new String(dump, start, shown - start, StandardCharsets.US_ASCII);
  }

  private static int lineStart(byte[] dump, int at) {
    int start = Math.min(at, dump.length);
    while (start > 0 && dump[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  /** Returns the line in the source of the nearest placed node at or before a byte of a dump. */
  private static int sourceLine(byte[] dump, int at) {
    for (int start = lineStart(dump, at); start > 0; start = lineStart(dump, start - 1)) {
      @Nullable Integer line = placeOf(lineAround(dump, start));
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  private static @Nullable Integer placeOf(String line) {
    for (String word : line.split(" ", 5)) {
      if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Integer.valueOf(word);
      }
    }
    return null;
  }
}
