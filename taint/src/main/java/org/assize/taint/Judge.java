package org.assize.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.checks.ByVersion;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Truth;
import org.assize.facts.Weakness;
import org.assize.ir.Literal;
import org.assize.taint.attempt.Attempt;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Cleaning;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Way;

/**
 * Says what the ends of all ways to one place mean: who determines the value, and how much of it.
 */
final class Judge {
  private static final List<Control> TELLING =
      List.of(Control.REMOTE, Control.TOOL, Control.PEER, Control.CALLER, Control.OPERATOR);

  /** So many ways to one place are tried. */
  private static final int MAX_TRIED = 8;

  private static final Comparator<End.Controlled> MOST_TELLING_FIRST =
      Comparator.comparing((End.Controlled e) -> e.node().confidence() == Confidence.LOW)
          .thenComparingInt(e -> TELLING.indexOf(e.control()))
          .thenComparing(e -> e.node().confidence(), Comparator.reverseOrder());

  private final FlowProgram program;
  private final SinkSite sink;
  private final Trace trace;
  private final Flow flow;
  private final Weakness weakness;
  private final Evidence evidence;
  private final Grade grade;
  private final Refutation refutation;

  Judge(FlowProgram program, SinkSite sink, Trace all, LogFiles files) {
    this.program = program;
    this.sink = sink;
    trace = new AnsweredData(program, sink).without(all);
    flow = sink.rule().flow();
    weakness = sink.rule().weakness();
    evidence = new Evidence(program, sink);
    grade = new Grade(program, sink, evidence, files);
    refutation = new Refutation(program, sink, trace, evidence);
  }

  List<Finding> findings() {
    if (sink.byVersion() instanceof ByVersion.Gone gone) {
      return refutation.outgrown(gone);
    }
    Optional<Finding> unset = refutation.unset();
    if (unset.isPresent()) {
      return List.of(unset.get());
    }
    List<End.Controlled> controlled =
        trace.all(End.Controlled.class).stream()
            .filter(e -> evidence.hasForm(e) && counts(e) && !isSwitchedOff(e) && !isAnnounced(e))
            .toList();
    Optional<Place> refusal =
        controlled.isEmpty() ? Optional.empty() : new GuardedClient(program, sink).refusal();
    if (refusal.isPresent()) {
      String why = "the client refuses addresses of inner networks";
      return List.of(refutation.turnedAway(refusal.get(), why));
    }
    if (!controlled.isEmpty()) {
      return new ArchiveMembers(program, sink)
          .harmless()
          .map(refutation::checkedMembers)
          .orElseGet(() -> determined(controlled));
    }
    if (trace.all(End.Controlled.class).stream().anyMatch(e -> !evidence.hasForm(e))) {
      return List.of(); // somebody determines it, and nothing tells what the call is
    }
    Optional<End.Undecided> undecided = undecided();
    if (undecided.isPresent()) { // what is a caution at most is worth no doubt
      return flow.atMost().isPresent() ? List.of() : List.of(waiting(undecided.get()));
    }
    return isOpen() ? open() : refutation.harmless();
  }

  /**
   * Where at most defence in depth is at stake, only what comes from outside counts; and whoever
   * calls the code may name what is to be used.
   */
  private boolean counts(End.Controlled end) {
    return (flow.atMost().isEmpty() && flow.language() != SinkLanguage.NAME)
        || (end.control() != Control.CALLER && end.control() != Control.OPERATOR);
  }

  private boolean isAnnounced(End end) {
    return !flow.announced().isEmpty()
        && end.node().part().stream()
            .anyMatch(selector ->
                selector instanceof org.assize.value.domain.Place.Key(Literal.Text(String key))
                    && flow.announced().contains(key));
  }

  /** Whether the call on the way sets the switch so that nothing is interpreted. */
  private boolean isSwitchedOff(End end) {
    return sink.holds() == Truth.UNKNOWN
        && new Switch(program, sink).onTheWay(end.node()) == Truth.FALSE;
  }

  private Optional<End.Undecided> undecided() {
    return trace.all(End.Undecided.class).stream()
        .filter(
            e -> evidence.hasForm(e) && counts(e.source()) && grade.caution(e.source()).isEmpty())
        .findFirst();
  }

  /** Whether nothing says of some of the ways who determines what comes by them. */
  private boolean isOpen() {
    return trace.all(End.Unknown.class).stream().anyMatch(e -> !isChecked(e))
        || !trace.all(End.Undecided.class).isEmpty()
        || !trace.isComplete();
  }

  /** Whether the value is compared with something on the way, of which nothing is known. */
  private static boolean isChecked(End end) {
    return end.node().goesBy(Move.CHECKED);
  }

  // --- somebody determines it

  private List<Finding> determined(List<End.Controlled> controlled) {
    Map<Place, List<End.Controlled>> byPlace = new LinkedHashMap<>();
    controlled.stream()
        .filter(e -> grade.isPage(e) != Truth.FALSE)
        .sorted(MOST_TELLING_FIRST)
        .forEach(e -> byPlace.computeIfAbsent(evidence.primary(e), p -> new ArrayList<>()).add(e));
    if (byPlace.isEmpty()) {
      return refutation.otherType(controlled.getFirst());
    }
    List<Finding> found = new ArrayList<>();
    byPlace.forEach((place, ends) -> found.add(determined(place, ends)));
    return found;
  }

  /** The most telling way decides on which no check of the program's own turns harm away. */
  private Finding determined(Place place, List<End.Controlled> ends) {
    Optional<Finding> doubt = Optional.empty();
    for (End.Controlled end : ends.subList(0, Math.min(MAX_TRIED, ends.size()))) {
      Finding.Builder finding = grade.status(place, end);
      if (!finding.isDefect() || end.node().flaw() != null) {
        return determined(finding, end, Optional.empty());
      }
      switch (evidence.attempt(end)) {
        case Attempt.Result.Open open -> {
          return determined(finding, end, open.line());
        }
        case Attempt.Result.Stopped s -> doubt = doubt.or(() -> Optional.of(turnedAway(end, s)));
        case Attempt.Result.Changed c -> doubt = doubt.or(() -> Optional.of(changed(c)));
        case Attempt.Result.Doubtful d when !isNamedCheck(d, end) -> {
          return determined(finding, end, Optional.empty());
        }
        case Attempt.Result.Doubtful d ->
            doubt = Optional.of(waiting(end, d.by(), "decides, by what is not computed"));
      }
    }
    return doubt.orElseThrow();
  }

  private Finding determined(Finding.Builder finding, End.Controlled end, Optional<String> line) {
    finding.control(end.control());
    finding.confidence(grade.confidence(end));
    evidence.steps(end).forEach(s -> finding.step(s.place(), s.text()));
    finding.step(program.place(sink.at()), sink.byVersion());
    if (finding.isDefect()) {
      grade.file().ifPresent(p -> finding.step(p, "it goes into a file, each entry as a line"));
    }
    line.ifPresent(finding::attempt);
    return finding.saying(effect(end.control()));
  }

  private String effect(Control control) {
    return flow.sentence("effect", "who", who(control), "name", sink.name());
  }

  private static String who(Control control) {
    return switch (control) {
      case REMOTE -> "A network client";
      case TOOL -> "A language model";
      case PEER -> "Whoever writes the data that is read here";
      case CALLER -> "Whoever calls this code";
      case OPERATOR -> "Whoever starts the program";
      case CONSTANT, UNKNOWN -> "Whoever determines this value";
    };
  }

  // --- nothing says who

  private List<Finding> open() {
    return flow.unknown() == Flow.Saying.CAUTION || isDoubtful()
        ? trace.all(End.Unknown.class).stream()
            .filter(e -> grade.isPart(e) && evidence.hasForm(e) && !isChecked(e))
            .limit(1)
            .map(this::open)
            .toList()
        : List.of();
  }

  /** Whether a value is worth a word there of which nothing is known. */
  private boolean isDoubtful() {
    return program.paths(sink.at()).stream().anyMatch(flow.doubtful()::contains);
  }

  private Finding open(End.Unknown end) {
    Place place = program.place(sink.at());
    Reason why = program.view().isTest(place.module()) ? Reason.TEST_CODE : Reason.MISSING_FACT;
    return Finding.caution(weakness, place, why)
        .control(Control.UNKNOWN)
        .confidence(Confidence.LOW)
        .step(program.place(end.node().at()), evidence.reason(end).text())
        .saying(effect(Control.UNKNOWN));
  }

  /** A function that cleans or checks, by its name, decides. */
  private Finding waiting(End.Undecided end) {
    Place place = program.place(sink.at());
    if (program.view().isTest(place.module())) {
      return Finding.caution(weakness, place, Reason.TEST_CODE)
          .step(program.place(end.by()), end.name() + " was not found")
          .saying(effect(Control.UNKNOWN));
    }
    Control control = end.source().control();
    return Finding.undecided(weakness, place, "what " + end.name() + " does")
        .control(control)
        .step(program.place(end.by()), "the code of " + end.name() + " was not found")
        .saying(effect(control));
  }

  // --- a check of the program's own decides

  private boolean isNamedCheck(Attempt.Result.Doubtful doubt, End.Controlled end) {
    return Cleaning.isNamed(evidence.callee(doubt.by()))
        && new Way(program, end.node()).meets(doubt.by());
  }

  /** What follows from texts that were tried is sure only where all that do harm are alike. */
  private Finding turnedAway(End.Controlled end, Attempt.Result.Stopped stopped) {
    String check = evidence.callee(stopped.by());
    Place at = program.place(stopped.by());
    return switch (flow.language()) {
      case URL, REDIRECT, PATH ->
          refutation.turnedAway(at, check + " turns away texts such as " + stopped.text());
      default -> waiting(end, stopped.by(), "turns away texts such as " + stopped.text());
    };
  }

  private Finding changed(Attempt.Result.Changed changed) {
    return refutation.turnedAway(
        program.place(changed.by()),
        evidence.written(changed.by()) + " makes texts such as " + changed.text() + " harmless");
  }

  private Finding waiting(End.Controlled end, Ref by, String why) {
    String check = evidence.callee(by);
    return Finding.undecided(weakness, program.place(sink.at()), "what passes " + check)
        .control(end.control())
        .step(program.place(by), check + " " + why)
        .saying(effect(end.control()));
  }
}
