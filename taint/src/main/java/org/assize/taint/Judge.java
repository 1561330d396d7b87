package org.assize.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.checks.ByVersion;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.facts.Severity;
import org.assize.facts.Truth;
import org.assize.facts.Weakness;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.taint.trace.Trace;

/**
 * Says what the ends of all ways to one place mean: who determines the value, and how much of it.
 */
final class Judge {
  private static final List<Control> TELLING =
      List.of(Control.REMOTE, Control.TOOL, Control.PEER, Control.CALLER, Control.OPERATOR);
  private static final int MAX_SHOWN = 4;
  private static final Pattern DEFINING =
      Pattern.compile(
          "\\s*(alter|create|drop|truncate|pragma|grant|vacuum)\\b", Pattern.CASE_INSENSITIVE);

  private final FlowProgram program;
  private final SinkSite sink;
  private final Trace trace;
  private final Flow flow;
  private final Weakness weakness;
  private final Evidence evidence;

  Judge(FlowProgram program, SinkSite sink, Trace trace) {
    this.program = program;
    this.sink = sink;
    this.trace = trace;
    flow = sink.rule().flow();
    weakness = sink.rule().weakness();
    evidence = new Evidence(program, sink);
  }

  List<Finding> findings() {
    if (sink.byVersion() instanceof ByVersion.Gone gone) {
      return outgrown(gone);
    }
    Optional<Finding> unset = sink.holds() == Truth.UNKNOWN ? unset() : Optional.empty();
    if (unset.isPresent()) {
      return List.of(unset.get());
    }
    List<End.Controlled> all =
        trace.all(End.Controlled.class).stream()
            .filter(e -> hasForm(e) && counts(e) && !isSwitchedOff(e))
            .toList();
    List<End.Controlled> controlled =
        all.stream()
            .filter(e -> type(e).isPage() != Truth.FALSE)
            .sorted(
                Comparator.comparing((End.Controlled e) -> e.node().confidence() == Confidence.LOW)
                    .thenComparingInt(e -> TELLING.indexOf(e.control()))
                    .thenComparing(e -> e.node().confidence(), Comparator.reverseOrder()))
            .toList();
    if (controlled.isEmpty() && !all.isEmpty()) {
      return otherType(all.getFirst());
    }
    if (!controlled.isEmpty()) {
      Map<Place, List<End.Controlled>> byPlace = new LinkedHashMap<>();
      controlled.forEach(
          e -> byPlace.computeIfAbsent(evidence.primary(e), p -> new ArrayList<>()).add(e));
      List<Finding> found = new ArrayList<>();
      byPlace.forEach((place, ends) -> found.add(determined(place, ends)));
      return found;
    }
    Optional<End.Undecided> undecided =
        trace.all(End.Undecided.class).stream()
            .filter(e -> hasForm(e) && counts(e.source()) && caution(e.source()).isEmpty())
            .findFirst();
    if (undecided.isPresent()) { // what is a caution at most is worth no doubt
      return flow.atMost().isPresent() ? List.of() : List.of(waiting(undecided.get()));
    }
    Optional<End.Unknown> unknown =
        trace.all(End.Unknown.class).stream()
            .filter(e -> isPart(e) && hasForm(e) && !isChecked(e))
            .findFirst();
    boolean isOpen =
        trace.all(End.Unknown.class).stream().anyMatch(e -> !isChecked(e))
            || !trace.all(End.Undecided.class).isEmpty()
            || !trace.isComplete();
    if (isOpen) {
      return flow.unknown() == Flow.Saying.CAUTION || isDoubtful()
          ? unknown.map(e -> List.of(open(e))).orElse(List.of())
          : List.of();
    }
    return harmless();
  }

  /** Whether a value is worth a word there of which nothing is known. */
  private boolean isDoubtful() {
    return program.paths(sink.at()).stream().anyMatch(flow.doubtful()::contains);
  }

  /** Where only the name of a method tells, the text must be one of the language. */
  private boolean hasForm(End end) {
    return !sink.byName() || flow.hasForm(evidence.textOf(end.node()));
  }

  /** Whether the call on the way sets the switch so that nothing is interpreted. */
  private boolean isSwitchedOff(End end) {
    return sink.holds() == Truth.UNKNOWN
        && new Switch(program, sink).onTheWay(end.node()) == Truth.FALSE;
  }

  /** An answer that no browser shows as a page: the place where its type is set disproves it. */
  private List<Finding> otherType(End.Controlled end) {
    Ref by = Objects.requireNonNull(type(end).by());
    Place set = program.place(by);
    String why = evidence.written(by) + " is the type of the answer (" + set.line() + ")";
    return List.of(
        Finding.refuted(weakness, program.place(sink.at()))
            .control(Control.CONSTANT)
            .step(set, why)
            .saying(flow.sentence("safe", "why", why, "name", sink.name())));
  }

  private AnswerType.Said type(End.Controlled end) {
    return flow.language() == SinkLanguage.HTML
        ? new AnswerType(program).of(sink, end.node())
        : new AnswerType.Said(Truth.TRUE, null);
  }

  /** Whether it is a guess that a browser shows it as a page. */
  private boolean isPerhapsOther(End.Controlled end) {
    return flow.language() == SinkLanguage.HTML
        && (sink.holds() == Truth.UNKNOWN || type(end).isPage() == Truth.UNKNOWN);
  }

  /** The versions of the library that may be met interpret nothing. */
  private List<Finding> outgrown(ByVersion.Gone gone) {
    Place place = program.place(sink.at());
    String why = gone.step() + " (" + gone.asked().cite() + ")";
    return weakness.suspect().peers().isEmpty()
        ? List.of()
        : List.of(
            Finding.refuted(weakness, place)
                .step(place, gone)
                .saying(flow.sentence("safe", "why", why, "name", sink.name())));
  }

  /** All callers set the switch so that nothing is interpreted. */
  private Optional<Finding> unset() {
    Switch condition = new Switch(program, sink);
    if (condition.everywhere() != Truth.FALSE) {
      return Optional.empty();
    }
    Place place = program.place(sink.at());
    Finding.Builder finding = Finding.refuted(weakness, place).control(Control.CONSTANT);
    List<Place> set = condition.places();
    set.forEach(p -> finding.step(p, "the switch is off"));
    String why = "every caller leaves the switch off";
    return Optional.of(
        finding
            .step(place, sink.when().text() + " does not hold")
            .saying(flow.sentence("safe", "why", why, "name", sink.name())));
  }

  /** Where at most defence in depth is at stake, only what comes from outside counts. */
  private boolean counts(End.Controlled end) {
    return flow.atMost().isEmpty()
        || (end.control() != Control.CALLER && end.control() != Control.OPERATOR);
  }

  /** Whether the value is compared with something on the way, of which nothing is known. */
  private static boolean isChecked(End end) {
    for (Node at = end.node(); at != null; at = at.next()) {
      if (at.move() == Move.CHECKED) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value lands inside of larger text, or in what interprets all of it. */
  private boolean isPart(End end) {
    return isWholeProgram() || (flow.language().composes() && end.node().surround().isComposed());
  }

  private boolean isWholeProgram() {
    return flow.language() == SinkLanguage.OBJECT || flow.language() == SinkLanguage.PYTHON;
  }

  // --- somebody determines it

  private Finding determined(Place place, List<End.Controlled> ends) {
    End.Controlled first = ends.getFirst();
    Finding.Builder finding = status(place, first);
    finding.control(first.control());
    finding.confidence(confidence(first));
    evidence.steps(first).forEach(s -> finding.step(s.place(), s.text()));
    finding.step(program.place(sink.at()), sink.byVersion());
    if (finding.isDefect()) {
      evidence.attempt(first).ifPresent(finding::attempt);
    }
    return finding.saying(
        flow.sentence("effect", "who", who(first.control()), "name", sink.name()));
  }

  private Confidence confidence(End.Controlled end) {
    Confidence sure = end.node().confidence();
    return (sink.byName() || sink.holds() == Truth.UNKNOWN) && sure == Confidence.HIGH
        ? Confidence.MEDIUM
        : sure;
  }

  private Finding.Builder status(Place place, End.Controlled end) {
    Optional<Reason> caution =
        sink.byVersion() instanceof ByVersion.Open
            ? Optional.of(Reason.MISSING_FACT)
            : flow.atMost().or(() -> caution(end));
    if (program.view().isTest(place.module())) {
      return Finding.caution(weakness, place, Reason.TEST_CODE);
    }
    if (caution.isPresent()) {
      return Finding.caution(weakness, place, caution.get());
    }
    Severity severity = program.view().severityIn(place.module(), weakness);
    if (end.control() == Control.CALLER) {
      severity = severity.lowered();
    }
    return Finding.defect(weakness, place).severity(severity);
  }

  private Optional<Reason> caution(End.Controlled end) {
    if (end.node().confidence() == Confidence.LOW || isPerhapsOther(end)) {
      return Optional.of(Reason.MISSING_FACT); // which object, function or type it is, is a guess
    }
    return switch (end.control()) {
      case REMOTE, TOOL -> Optional.empty();
      case PEER ->
          isPart(end) || isNameOrCommand()
              ? Optional.empty()
              : Optional.of(Reason.DEFENCE_IN_DEPTH);
      case CALLER ->
          isPart(end) && !takesNames(end) && new CallersReach(program).isPlain(end.node())
              ? Optional.empty()
              : Optional.of(Reason.EXPOSED_TO_CALLERS);
      case OPERATOR -> Optional.of(Reason.OPERATOR_INPUT);
      case CONSTANT, UNKNOWN -> Optional.of(Reason.MISSING_FACT);
    };
  }

  /** Statements that define tables take no parameters: whoever calls hands over a name. */
  private boolean takesNames(End end) {
    return flow.language() == SinkLanguage.SQL
        && DEFINING.matcher(evidence.textOf(end.node())).lookingAt();
  }

  /** What others store is no name of a file and no command, whatever its purpose. */
  private boolean isNameOrCommand() {
    return switch (flow.language()) {
      case PATH, SHELL, ARGUMENT, TEMPLATE -> true;
      default -> false;
    };
  }

  private static String who(Control control) {
    return switch (control) {
      case REMOTE -> "A network client";
      case TOOL -> "A language model that calls this tool";
      case PEER -> "Whoever writes the data that is read here";
      case CALLER -> "Whoever calls this code";
      case OPERATOR -> "Whoever starts the program";
      case CONSTANT, UNKNOWN -> "Whoever determines this value";
    };
  }

  // --- nothing says who

  private Finding open(End.Unknown end) {
    Place place = program.place(sink.at());
    Reason why = program.view().isTest(place.module()) ? Reason.TEST_CODE : Reason.MISSING_FACT;
    Finding.Builder finding =
        Finding.caution(weakness, place, why)
            .control(Control.UNKNOWN)
            .confidence(Confidence.LOW)
            .step(program.place(end.node().at()), evidence.reason(end).text());
    return finding.saying(
        flow.sentence("effect", "who", who(Control.UNKNOWN), "name", sink.name()));
  }

  /** A function that cleans or checks, by its name, decides. */
  private Finding waiting(End.Undecided end) {
    Place place = program.place(sink.at());
    if (program.view().isTest(place.module())) {
      return Finding.caution(weakness, place, Reason.TEST_CODE)
          .step(program.place(end.by()), end.name() + " was not found")
          .saying(flow.sentence("effect", "who", who(Control.UNKNOWN), "name", sink.name()));
    }
    Control control = end.source().control();
    Finding.Builder finding =
        Finding.undecided(weakness, place, "what " + end.name() + " does")
            .control(control)
            .step(program.place(end.by()), "the code of " + end.name() + " was not found");
    return finding.saying(flow.sentence("effect", "who", who(control), "name", sink.name()));
  }

  // --- nobody

  private List<Finding> harmless() {
    List<End> shown = new ArrayList<>(trace.all(End.Harmless.class));
    boolean isSafe = !shown.isEmpty();
    trace.all(End.Fixed.class).stream().filter(this::tells).forEach(shown::add);
    if (!isSafe && (flow.fixed() != Flow.Saying.REFUTED && isOneText())) {
      return List.of();
    }
    if (shown.isEmpty()) {
      shown.addAll(trace.all(End.Fixed.class));
    }
    if (trace.ends().stream().anyMatch(Judge::isOpenMember)) {
      return List.of();
    }
    boolean isSuspect = !weakness.suspect().peers().isEmpty() && !shown.isEmpty();
    if (!isSuspect || (sink.byName() && trace.ends().stream().noneMatch(this::hasForm))) {
      return List.of();
    }
    return List.of(refuted(shown, isSafe ? "safe" : "fixed"));
  }

  /** What a list of allowed values takes from outside the text is not known. */
  private static boolean isOpenMember(End end) {
    return end instanceof End.Unknown && isChecked(end);
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
    return finding.saying(
        flow.sentence(which, "why", String.join(", ", reasons), "name", sink.name()));
  }

  private static String cited(Place place, Place from) {
    return place.module() == from.module() ? String.valueOf(place.line()) : place.cite();
  }
}
