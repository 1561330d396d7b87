package org.assize.report;

import java.util.List;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.Severity;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.review.Coverage;
import org.assize.review.Coverage.InternalFault;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.Coverage.QuietArea;
import org.assize.review.FileSummary;
import org.assize.review.Location;
import org.assize.review.Observation;
import org.assize.review.ProgramSize;
import org.assize.review.Review;
import org.assize.review.SourceLines;

/** A review of hostile names and texts, with everything that can go wrong. */
final class Oddities {
  static final String PATH = "dir|x/na`me<b>\n\u001b[31m é:1.py";
  static final String LINE = "\tx = \"\u001b[2J漢字e\u0301\" + evil(\"\u202e\")  # <b>|`";

  static final SourceLines SOURCES =
      Samples.sources(java.util.Map.of(PATH, LINE + "\n", "long.py", "y = " + "a + ".repeat(99)));

  private static final Weakness EVAL =
      Samples.weakness(
          "code-injection",
          "Code injection",
          Area.INPUT_VALIDATION,
          95,
          Severity.CRITICAL,
          "Use <literal_eval> | `ast`.",
          "it runs");

  private Oddities() {}

  static Review review() {
    Coverage coverage =
        new Coverage(
            3,
            7,
            List.of(
                new NotParsed("b.py", 3, "invalid syntax"),
                new NotParsed("a\n.py", 0, "binary file")),
            List.of(),
            List.of(),
            List.of(new QuietArea(Area.SECRETS, 2), new QuietArea(Area.RANDOMNESS, 3)),
            List.of("ai", "weak-hash"),
            List.of(new InternalFault("b.py", 9, "b.f", "values", "index 3 out of bounds")));
    return Review.of(
        Samples.TOOL,
        new ProgramSize(3, 7),
        coverage,
        List.of(
            new FileSummary(PATH, CodeRole.PRODUCTION, "", List.of(), 1),
            new FileSummary("b.py", CodeRole.PRODUCTION, "", List.of(), 3),
            new FileSummary("long.py", CodeRole.PRODUCTION, "", List.of(), 3)),
        List.of(evil(), notebook()));
  }

  static Observation evil() {
    int start = LINE.indexOf("evil") + 1;
    return Observation.builder(
            EVAL, Status.DEFECT, Location.of(PATH, 1, start, 1, start + "evil(\"x\")".length()))
        .message("The text \u001b]0;title\u0007 reaches evil | <script> `x` [a](b) *now*")
        .step(Location.of(PATH, 1, start, 1, start + 9), "it \u0007 runs <here>")
        .build("00000000000000aa");
  }

  private static Observation notebook() {
    return Observation.builder(EVAL, Status.DEFECT, new Location("long.ipynb", 2, 1, 3, 1, 4))
        .message("a cell runs it")
        .build("00000000000000ab");
  }
}
