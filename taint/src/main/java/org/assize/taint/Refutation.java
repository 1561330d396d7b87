package org.assize.taint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.ByVersion;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Control;
import org.assize.facts.Truth;
import org.assize.facts.Weakness;
import org.assize.ir.Op;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Trace;

/** Why nothing that reaches a sink does harm, said where others would warn. */
final class Refutation {
  private static final int MAX_SHOWN = 4;

  private final FlowProgram program;
  private final SinkSite sink;
  private final Trace trace;
  private final Flow flow;
  private final Weakness weakness;
  private final Evidence evidence;

  Refutation(FlowProgram program, SinkSite sink, Trace trace, Evidence evidence) {
    this.program = program;
    this.sink = sink;
    this.trace = trace;
    this.evidence = evidence;
    flow = sink.rule().flow();
    weakness = sink.rule().weakness();
  }

  /** The versions of the library that may be met interpret nothing. */
  List<Finding> outgrown(ByVersion.Gone gone) {
    Place place = program.place(sink.at());
    String why = gone.step() + " (" + gone.asked().cite() + ")";
    return isSuspect()
        ? List.of(Finding.refuted(weakness, place).step(place, gone).saying(sentence("safe", why)))
        : List.of();
  }

  /** All callers set the switch so that nothing is interpreted; empty where they do not. */
  Optional<Finding> unset() {
    Switch condition = new Switch(program, sink);
    if (sink.holds() != Truth.UNKNOWN || condition.everywhere() != Truth.FALSE) {
      return Optional.empty();
    }
    Place place = program.place(sink.at());
    Finding.Builder finding = Finding.refuted(weakness, place).control(Control.CONSTANT);
    condition.places().forEach(p -> finding.step(p, "the switch is off"));
    return Optional.of(
        finding
            .step(place, sink.when().text().replaceAll("\\barg\\d+\\|", "") + " does not hold")
            .saying(sentence("safe", "every caller leaves the switch off")));
  }

  /** An answer that no browser shows as a page: the place where its type is set disproves it. */
  List<Finding> otherType(End.Controlled end) {
    Ref by = Objects.requireNonNull(new AnswerType(program).of(sink, end.node()).by());
    Place set = program.place(by);
    String why = evidence.written(by) + " is the type of the answer (" + set.line() + ")";
    return List.of(
        Finding.refuted(weakness, program.place(sink.at()))
            .control(Control.CONSTANT)
            .step(set, why)
            .saying(sentence("safe", why)));
  }

  /** No name in the archive leads out of the folder. */
  List<Finding> checkedMembers(End end) {
    return List.of(refuted(List.of(end), "safe"));
  }

  /** A check of the program's own lets nothing harmful pass, of what was tried. */
  Finding turnedAway(Place check, String why) {
    Place place = program.place(sink.at());
    return Finding.refuted(weakness, place)
        .control(Control.CONSTANT)
        .step(check, why)
        .saying(sentence("safe", why + " (" + cited(check, place) + ")"));
  }

  /** Nobody determines anything that does harm. */
  List<Finding> harmless() {
    List<End> shown = new ArrayList<>(trace.all(End.Harmless.class));
    boolean isSafe = !shown.isEmpty();
    trace.all(End.Fixed.class).stream().filter(this::tells).forEach(shown::add);
    if (shown.isEmpty()) {
      shown.addAll(trace.all(End.Fixed.class));
    }
    boolean isWorthSaying =
        (isSafe || flow.fixed() == Flow.Saying.REFUTED || !isOneText())
            && !shown.isEmpty()
            && isSuspect()
            && trace.ends().stream().noneMatch(Refutation::isOpenMember)
            && (!sink.byName() || trace.ends().stream().anyMatch(evidence::hasForm));
    return isWorthSaying ? List.of(refuted(shown, isSafe ? "safe" : "fixed")) : List.of();
  }

  /** Whether other reviewers report the weakness where there is none. */
  private boolean isSuspect() {
    return !weakness.suspect().peers().isEmpty();
  }

  /** What a list of allowed values takes from outside the text is not known. */
  private static boolean isOpenMember(End end) {
    return end instanceof End.Unknown && end.node().goesBy(Move.CHECKED);
  }

  /** Whether the program gives one text as it is written. */
  private boolean isOneText() {
    return trace.ends().stream().allMatch(e -> !e.node().surround().isComposed());
  }

  /** A literal in the text says nothing that its reader does not see. */
  private boolean tells(End.Fixed end) {
    return program.body(end.node().body()).op(end.node().instruction()) != Op.CONST;
  }

  private Finding refuted(List<End> shown, String which) {
    Place place = program.place(sink.at());
    Finding.Builder finding = Finding.refuted(weakness, place).control(Control.CONSTANT);
    Set<String> reasons = new LinkedHashSet<>();
    for (End end : shown.subList(0, Math.min(MAX_SHOWN, shown.size()))) {
      Finding.Evidence step = evidence.reason(end);
      if (reasons.add(step.text() + " (" + cited(step.place(), place) + ")")) {
        finding.step(step.place(), step.text());
      }
    }
    return finding.saying(sentence(which, String.join(", ", reasons)));
  }

  private String sentence(String which, String why) {
    return flow.sentence(which, "why", why, "name", sink.name());
  }

  private static String cited(Place place, Place from) {
    return place.module() == from.module() ? String.valueOf(place.line()) : place.cite();
  }
}
