package org.assize.taint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.Settings;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.program.PythonFunction;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Tracer;

/** Reviews the flows of a program. */
public final class FlowReview {
  private final FlowProgram program;
  private final LogFiles logFiles;
  private final List<FlowRule> rules;
  private final Map<Weakness, Settings> settings;
  private final SettingReview chosen;
  private final AskedPlaces asked;

  /** Prepares to look for some weaknesses. */
  public FlowReview(FlowProgram program, List<FlowRule> rules) {
    this(program, rules, Map.of());
  }

  /**
   * Prepares to look for some weaknesses.
   *
   * @param settings weaknesses that consist of a setting
   */
  public FlowReview(FlowProgram program, List<FlowRule> rules, Map<Weakness, Settings> settings) {
    this.program = program;
    logFiles = new LogFiles(program);
    asked = new AskedPlaces(program);
    this.rules = List.copyOf(rules);
    this.settings = new LinkedHashMap<>(settings);
    this.chosen = new SettingReview(program, settings);
  }

  /**
   * What was found.
   *
   * @param findings in files in scope, in the order of the bodies that hold the sinks
   * @param faults bodies in which the search failed by a fault of its own; they cost only
   *     themselves
   */
  public record Result(List<Finding> findings, List<Fault> faults) {}

  /**
   * A fault of the search.
   *
   * @param body number of the body in which it began
   * @param message what went wrong
   */
  public record Fault(int body, String message) {}

  /** Returns what is found. */
  public Result findings(Workers workers) {
    SinkFinder sinks = new SinkFinder(program, rules);
    ScopeReach scope = ScopeReach.of(program);
    List<Integer> bodies = IntStream.range(0, program.values().bodies().size()).boxed().toList();
    List<Result> found = workers.map(bodies, body -> safely(body, sinks, scope));
    return new Result(
        asked.settled(
            lastUses(distinct(found.stream().flatMap(r -> r.findings().stream()).toList()))),
        found.stream().flatMap(r -> r.faults().stream()).toList());
  }

  private Result safely(int body, SinkFinder sinks, ScopeReach scope) {
    try {
      return new Result(in(body, sinks, scope), List.of());
    } catch (RuntimeException | StackOverflowError fault) {
      return new Result(List.of(), List.of(new Fault(body, String.valueOf(fault))));
    }
  }

  /** Returns what is to be said instead of what a look at the text alone says. */
  public Finding settled(Finding finding) {
    boolean byData =
        finding.status() == Status.DEFECT
            && settings.containsKey(finding.weakness())
            && rules.stream().anyMatch(r -> readsData(r, finding.weakness()));
    return byData
        ? new HarmlessData(program, finding.weakness()).instead(finding).orElse(finding)
        : finding;
  }

  private static boolean readsData(FlowRule rule, Weakness weakness) {
    return rule.weakness() == weakness
        && rule.flow() instanceof Flow flow
        && flow.language() == SinkLanguage.OBJECT;
  }

  /**
   * The ways to one place that interprets a value.
   *
   * @param at the place
   * @param weakness id of the weakness that it would be
   * @param trace where the ways end
   */
  public record Ways(Place at, String weakness, Trace trace) {}

  /** Hands over the ways to every place, in the order of the bodies. */
  public void ways(Consumer<Ways> taker) {
    SinkFinder sinks = new SinkFinder(program, rules);
    for (int body = 0; body < program.values().bodies().size(); body++) {
      for (SinkSite sink : sinks.in(body)) {
        taker.accept(new Ways(program.place(sink.at()), sink.rule().weakness().id(), trace(sink)));
      }
    }
  }

  /**
   * Returns every place that interprets a value and of which one thing holds, with all ways back
   * from it, in the order of the bodies.
   *
   * @param wanted the places
   */
  public List<SinkWays> ways(Workers workers, Predicate<SinkWays> wanted) {
    SinkFinder sinks = new SinkFinder(program, rules);
    List<Integer> bodies = IntStream.range(0, program.values().bodies().size()).boxed().toList();
    return workers
        .map(bodies, body -> explained(body, sinks).stream().filter(wanted).toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** A fault of the search costs what it says of one body. */
  private List<SinkWays> explained(int body, SinkFinder sinks) {
    try {
      return sinks.in(body).stream().map(this::explained).toList();
    } catch (RuntimeException | StackOverflowError fault) {
      return List.of();
    }
  }

  private SinkWays explained(SinkSite sink) {
    Trace trace = trace(sink);
    Evidence evidence = new Evidence(program, sink);
    List<SinkWays.Way> ways =
        trace.ends().stream()
            .map(end ->
                new SinkWays.Way(
                    kind(end),
                    end instanceof End.Controlled c ? c.control() : null,
                    evidence.steps(end),
                    evidence.lines(end)))
            .toList();
    return new SinkWays(
        program.place(sink.at()),
        sink.rule().weakness(),
        sink.name(),
        ways,
        trace.isComplete(),
        new Judge(program, sink, trace, logFiles).findings());
  }

  private static SinkWays.Kind kind(End end) {
    return switch (end) {
      case End.Controlled _ -> SinkWays.Kind.CONTROLLED;
      case End.Undecided _ -> SinkWays.Kind.UNDECIDED;
      case End.Made _ -> SinkWays.Kind.MADE;
      case End.Unknown _ -> SinkWays.Kind.UNKNOWN;
      case End.Harmless _ -> SinkWays.Kind.HARMLESS;
      case End.Fixed _ -> SinkWays.Kind.FIXED;
    };
  }

  private Trace trace(SinkSite sink) {
    Flow flow = sink.rule().flow();
    Query query =
        new Query(flow.language(), sink.rule().weakness().id(), flow.addressed(), Set.of())
            .with(flow.names());
    return Tracer.trace(program, query, sink.value(), sink.part(), sink.at());
  }

  private List<Finding> in(int body, SinkFinder sinks, ScopeReach scope) {
    List<Finding> found = new ArrayList<>();
    boolean isInScope = scope.isInScope(body);
    for (FlowRule rule : rules) {
      if (program.isProduction(body)) {
        switch (rule.flow()) {
          case RoleFlow flow when isInScope || scope.makes(flow.origins()) ->
              found.addAll(new RoleReview(program, rule.weakness(), flow).in(body));
          case RoleComparison flow when isInScope ->
              found.addAll(new ComparisonReview(program, rule.weakness(), flow).in(body));
          case RoleFlow _, RoleComparison _, Flow _ -> {}
        }
      }
    }
    if (isInScope) {
      found.addAll(chosen.in(body));
    }
    List<SinkSite> sites = sinks.in(body);
    for (SinkSite sink : sites) { // of functions of other files, where it hands them over
      if (scope.mayTellOf(sink)) {
        asked.note(sink, sites);
        found.addAll(new Judge(program, sink, trace(sink), logFiles).findings());
      }
    }
    return found;
  }

  /** Of several uses of one path, the last is what the others prepare. */
  private List<Finding> lastUses(List<Finding> found) {
    return last(last(found, FlowReview::made), FlowReview::read);
  }

  private List<Finding> last(List<Finding> found, Function<Finding, Object> path) {
    Map<Object, Finding> last = new LinkedHashMap<>();
    for (Finding finding : found) {
      last.merge(
          isPath(finding) ? path.apply(finding) : new Object(),
          finding,
          (before, after) -> asked.isAsked(after) ? before : after);
    }
    return List.copyOf(last.values());
  }

  private boolean isPath(Finding finding) {
    return finding.evidence().size() > 1
        && rules.stream()
            .anyMatch(r ->
                r.weakness() == finding.weakness()
                    && r.flow() instanceof Flow flow
                    && flow.language() == SinkLanguage.PATH);
  }

  /**
   * Where the path is complete: the step before it is used. What a function returns, each of its
   * callers uses for itself.
   */
  private static Object made(Finding finding) {
    record Made(Place place, Optional<PythonFunction> by, Status status, Weakness weakness) {}

    Place made = beforeUse(finding);
    boolean isReturned = made.module().text().slice(made.start(), made.end()).startsWith("return");
    return new Made(
        made,
        isReturned ? function(finding.place()) : Optional.empty(),
        finding.status(),
        finding.weakness());
  }

  private static Optional<PythonFunction> function(Place place) {
    return place.module().scopes().functionAt(place.start());
  }

  /** What one function reads again and again, of one origin: {@code self.path}. */
  private static Object read(Finding finding) {
    record Read(
        Optional<PythonFunction> by, Place origin, String text, Status status, Weakness weakness) {}

    Place use = finding.place();
    Place read = beforeUse(finding);
    return new Read(
        function(use),
        finding.evidence().getFirst().place(),
        read.module().text().slice(read.start(), read.end()),
        finding.status(),
        finding.weakness());
  }

  private static Place beforeUse(Finding finding) {
    return finding.evidence().get(finding.evidence().size() - 2).place();
  }

  /** One observation for a place and weakness: the first way there. */
  private List<Finding> distinct(List<Finding> found) {
    record Key(Place place, String weakness) {}

    Set<Key> seen = new HashSet<>();
    List<Finding> kept = new ArrayList<>();
    List<Finding> byStatus = new ArrayList<>(NestedFindings.innermost(found));
    byStatus.sort(Comparator.comparing(Finding::status));
    for (Finding finding : byStatus) {
      if (finding.place().module().inScope()
          && seen.add(new Key(finding.place(), finding.weakness().id()))) {
        kept.add(finding);
      }
    }
    return kept;
  }
}
