package org.assize.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assize.review.Coverage;
import org.assize.review.Coverage.InternalFault;
import org.assize.review.Coverage.Missing;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.Coverage.QuietArea;
import org.assize.review.MissingKind;
import org.assize.review.Review;

/** The coverage statement in sentences. */
final class CoverageText {
  /** So many problems of parsing are told one by one. */
  private static final int PROBLEMS = 20;

  private CoverageText() {}

  /** Returns what was looked at: {@code 9 files, 98 lines, all parsed: 8 production, 1 test.} */
  static String size(Review review) {
    Coverage coverage = review.coverage();
    int failed = coverage.filesNotParsed();
    StringBuilder text = new StringBuilder(Words.count(coverage.files(), "file"));
    text.append(", ").append(Words.count(coverage.lines(), "line"));
    if (failed > 0) {
      text.append(", ").append(Words.number(failed)).append(" not parsed");
    } else {
      text.append(coverage.files() == 1 ? ", parsed" : ", all parsed");
    }
    if (coverage.files() > 1 && !coverage.roles().isEmpty()) {
      text.append(": ")
          .append(String.join(", ", coverage.roles().stream().map(CoverageText::role).toList()));
    }
    if (review.program().files() > coverage.files()) {
      text.append("; judged within ").append(Words.count(review.program().files(), "file"));
      text.append(", ").append(Words.count(review.program().lines(), "line"));
    }
    return text.append('.').toString();
  }

  private static String role(Coverage.RoleCount count) {
    String note = count.note() == null ? "" : " (" + count.note() + ")";
    return Words.number(count.files()) + " " + count.role().id() + note;
  }

  /**
   * A problem of reading or parsing.
   *
   * @param place path, and line where it is known
   * @param message what is wrong
   */
  record Problem(String place, String message) {}

  /** Returns the first problems of reading and parsing. */
  static List<Problem> notParsed(Coverage coverage) {
    return coverage.notParsed().stream().limit(PROBLEMS).map(CoverageText::problem).toList();
  }

  private static Problem problem(NotParsed problem) {
    String line = problem.line() == 0 ? "" : ":" + problem.line();
    return new Problem(VisibleText.of(problem.path()) + line, problem.message());
  }

  /**
   * Returns what was not found, not looked for or failed, and where there was nothing to raise.
   *
   * @param name how the name of something missing is written
   */
  static List<String> sentences(Coverage coverage, UnaryOperator<String> name) {
    List<String> sentences = new ArrayList<>(furtherNotParsed(coverage));
    sentences.addAll(missing(coverage, name));
    sentences.addAll(quiet(coverage));
    sentences.addAll(notLookedFor(coverage));
    sentences.addAll(faults(coverage));
    return sentences;
  }

  /** Returns how many problems there are beyond those told one by one, as a sentence or nothing. */
  private static List<String> furtherNotParsed(Coverage coverage) {
    int further = coverage.notParsed().size() - PROBLEMS;
    return further > 0
        ? List.of(Words.count(further, "further problem") + ": --format json.")
        : List.of();
  }

  /** Returns what was not found, a sentence for each kind; same notes are joined. */
  private static List<String> missing(Coverage coverage, UnaryOperator<String> name) {
    List<String> sentences = new ArrayList<>();
    for (MissingKind kind : MissingKind.values()) {
      Map<String, List<String>> byNote = new LinkedHashMap<>();
      for (Missing missing : coverage.missing()) {
        if (missing.kind() == kind) {
          byNote
              .computeIfAbsent(missing.note(), note -> new ArrayList<>())
              .add(name.apply(missing.name()));
        }
      }
      if (!byNote.isEmpty()) {
        List<String> parts = new ArrayList<>();
        byNote.forEach((note, names) -> parts.add(names(names, note)));
        sentences.add(heading(kind) + String.join(", ", parts) + ".");
      }
    }
    return sentences;
  }

  private static String names(List<String> names, String note) {
    return String.join(", ", names) + (note.isEmpty() ? "" : " (" + note + ")");
  }

  private static String heading(MissingKind kind) {
    return switch (kind) {
      case PACKAGE -> "Not found: ";
      case CALL -> "Calls not resolved: ";
      case FILE -> "Files not read: ";
      case GUARD -> "Guards not analysed: ";
      case ANALYSIS -> "Analyses not available yet: ";
      case COMPARISON -> "Not judged: ";
    };
  }

  /** Returns the areas in which nothing was to be raised; none where there is no such area. */
  private static List<String> quiet(Coverage coverage) {
    if (coverage.quiet().isEmpty()) {
      return List.of();
    }
    List<String> areas =
        coverage.quiet().stream().map(area -> quiet(area, coverage.files())).toList();
    return List.of("Nothing to raise: " + String.join(", ", areas) + ".");
  }

  private static String quiet(QuietArea quiet, int files) {
    String where =
        quiet.files() >= files
            ? ""
            : " (in %s of %s)".formatted(Words.number(quiet.files()), Words.count(files, "file"));
    return quiet.area().id() + where;
  }

  /** Returns what was not asked for or no check knows; nothing where all was looked for. */
  private static List<String> notLookedFor(Coverage coverage) {
    return coverage.notLookedFor().isEmpty()
        ? List.of()
        : List.of("Not looked for: " + String.join(", ", coverage.notLookedFor()) + ".");
  }

  /** Returns a sentence for each function that was left out through a fault of ours. */
  private static List<String> faults(Coverage coverage) {
    return coverage.faults().stream().map(CoverageText::fault).toList();
  }

  private static String fault(InternalFault fault) {
    String place =
        fault.path().isEmpty()
            ? ""
            : " (" + VisibleText.of(fault.path()) + ":" + fault.line() + ")";
    return "Not reviewed: %s%s: internal fault in %s: %s."
        .formatted(fault.callable(), place, fault.stage(), Words.clause(fault.message()));
  }
}
