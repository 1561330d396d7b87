package org.assize.taint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.Settings;
import org.assize.facts.Status;
import org.assize.facts.Weakness;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Query;
import org.assize.taint.trace.Trace;
import org.assize.taint.trace.Tracer;

/** Reviews the flows of a program. */
public final class FlowReview {
  private final FlowProgram program;
  private final List<FlowRule> rules;
  private final Map<Weakness, Settings> settings;

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
    this.rules = List.copyOf(rules);
    this.settings = new LinkedHashMap<>(settings);
  }

  /** Returns what is found in files in scope, in the order of the bodies that hold the sinks. */
  public List<Finding> findings(Workers workers) {
    SinkFinder sinks = new SinkFinder(program, rules);
    List<Integer> bodies = IntStream.range(0, program.values().bodies().size()).boxed().toList();
    List<List<Finding>> found = workers.map(bodies, body -> in(body, sinks));
    return distinct(found.stream().flatMap(List::stream).toList());
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

  private Trace trace(SinkSite sink) {
    Query query = new Query(sink.rule().flow().language(), sink.rule().weakness().id());
    return Tracer.trace(program, query, sink.value(), sink.part(), sink.at());
  }

  private List<Finding> in(int body, SinkFinder sinks) {
    List<Finding> found = new ArrayList<>();
    for (FlowRule rule : rules) {
      if (rule.flow() instanceof RoleFlow flow && program.isProduction(body)) {
        found.addAll(new RoleReview(program, rule.weakness(), flow).in(body));
      }
    }
    settings.forEach(
        (weakness, how) -> found.addAll(new SettingReview(program, weakness, how).in(body)));
    for (SinkSite sink : sinks.in(body)) {
      found.addAll(new Judge(program, sink, trace(sink)).findings());
    }
    return found;
  }

  /** One observation for a place and weakness: the first way there. */
  private List<Finding> distinct(List<Finding> found) {
    record Key(Place place, String weakness) {}

    Set<Key> seen = new HashSet<>();
    List<Finding> kept = new ArrayList<>();
    List<Finding> byStatus = new ArrayList<>(found);
    byStatus.sort(java.util.Comparator.comparing(Finding::status));
    for (Finding finding : byStatus) {
      if (finding.place().module().inScope()
          && seen.add(new Key(finding.place(), finding.weakness().id()))) {
        kept.add(finding);
      }
    }
    return kept;
  }
}
