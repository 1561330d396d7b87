package org.assize.bench.score;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.bench.score.RealCase.Lines;
import org.assize.facts.Status;

/**
 * Whether a real flaw is reported at its place before the repair, and not after.
 *
 * <p>A report is at the place when a number of its counts for the flaw's, and its lines come within
 * three lines of the flaw's or begin in the function around it. It is silent after the repair when
 * no such report touches the repaired lines.
 *
 * @param labelled the flaw
 * @param found the report before the repair
 * @param alarm the report after the repair
 * @param cautioned whether a caution, or what is undecided, stands at the place instead
 * @param otherAtPlace a report of something else at the place
 */
record RealScore(
    RealCase labelled,
    Optional<Statement> found,
    Optional<Statement> alarm,
    Optional<Statement> cautioned,
    Optional<Statement> otherAtPlace) {
  private static final int SLACK = 3;
  private static final Set<Status> OPEN = Set.of(Status.CAUTION, Status.UNDECIDED);

  /** Scores a case by what is said of both trees. */
  static RealScore of(RealCase labelled, List<Statement> before, List<Statement> after) {
    CweRelation relation = CweRelation.real();
    List<Statement> there = before.stream().filter(s -> isAtPlace(labelled, s)).toList();
    List<Statement> alike =
        there.stream()
            .filter(s ->
                relation.anyCounts(s.cwe(), labelled.cwe())
                    || relation.anyCounts(s.cwe(), labelled.alsoHit()))
            .toList();
    Optional<Statement> alarm =
        defects(after)
            .filter(s -> labelled.fixed().stream().anyMatch(lines -> lines.near(s, 0)))
            .filter(s -> relation.anyCounts(s.cwe(), labelled.cwe()))
            .findFirst();
    return new RealScore(
        labelled,
        defects(alike).findFirst(),
        alarm,
        alike.stream().filter(s -> OPEN.contains(s.status())).findFirst(),
        defects(there).findFirst());
  }

  private static Stream<Statement> defects(List<Statement> statements) {
    return statements.stream().filter(s -> s.status() == Status.DEFECT);
  }

  private static boolean isAtPlace(RealCase labelled, Statement said) {
    return labelled.places().stream().anyMatch(lines -> lines.near(said, SLACK))
        || labelled.function().filter(lines -> lines.holdsStart(said)).isPresent();
  }

  /** Whether a report after the repair is a false one: a repair may leave something. */
  boolean falseAlarm() {
    return alarm.isPresent() && labelled.fixComplete();
  }

  /** Whether the flaw is found and its repair is accepted. */
  boolean foundAndSilent() {
    return found.isPresent() && !falseAlarm();
  }

  /** Returns the line of this case. */
  String line() {
    Lines place = labelled.places().getFirst();
    String verdict = found.isEmpty() ? "miss" : falseAlarm() ? "HIT" : "ok";
    String after = falseAlarm() ? "ALARM" : alarm.isPresent() ? "residual" : "silent";
    String note =
        found
            .map(s -> "  by " + s.weakness())
            .or(() -> cautioned.map(s -> "  " + s.status().id() + " " + s.weakness()))
            .or(() -> otherAtPlace.map(s -> "  other defect there: " + s.weakness()))
            .orElse("");
    return "%3d %-4s %-8s %-15s CWE-%-5d %s %s:%d%s"
        .formatted(
            labelled.index(),
            verdict,
            after,
            labelled.difficulty(),
            labelled.cwe().getFirst(),
            labelled.repository(),
            place.file(),
            place.first(),
            note);
  }
}
