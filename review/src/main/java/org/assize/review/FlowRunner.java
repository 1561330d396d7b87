package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.base.Workers;
import org.assize.checks.Finding;
import org.assize.checks.ProgramView;
import org.assize.checks.Settings;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Weakness;
import org.assize.ir.Body;
import org.assize.knowledge.WeaknessRule;
import org.assize.program.PythonModule;
import org.assize.review.Coverage.InternalFault;
import org.assize.taint.FlowReview;
import org.assize.taint.FlowRule;
import org.assize.taint.trace.FlowProgram;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Declaration;
import org.assize.value.entry.Entries;
import org.assize.value.entry.Reach;

/** Follows values through the whole program, and adds what it finds to the results of the files. */
final class FlowRunner {
  /** So many tests are still read one by one. */
  private static final int MAX_TESTS = 10;

  private final ProgramView view;
  private final StandardLibrary library;
  private final List<Declaration> declarations;

  FlowRunner(ProgramView view, StandardLibrary library, List<Declaration> declarations) {
    this.view = view;
    this.library = library;
    this.declarations = declarations;
  }

  /**
   * Adds the flows to what was found in each file; a fault of our own costs the flows and nothing
   * else.
   *
   * @param faults takes such a fault
   */
  List<CheckRunner.Result> add(
      List<CheckRunner.Result> results,
      List<WeaknessRule> rules,
      Workers workers,
      Progress progress,
      List<InternalFault> faults) {
    try {
      return followed(results, rules, workers, progress, faults);
    } catch (RuntimeException | StackOverflowError fault) {
      faults.add(
          new InternalFault(
              "", 0, "what goes from function to function", "flows", String.valueOf(fault)));
      return results;
    }
  }

  private static InternalFault fault(FlowProgram program, FlowReview.Fault fault) {
    Body body = program.body(fault.body());
    int line = body.module().text().lineAt(body.span().start());
    return new InternalFault(body.module().path(), line, body.name(), "flows", fault.message());
  }

  private List<CheckRunner.Result> followed(
      List<CheckRunner.Result> results,
      List<WeaknessRule> rules,
      Workers workers,
      Progress progress,
      List<InternalFault> faults) {
    List<FlowRule> flows = new ArrayList<>();
    rules.forEach(
        rule -> rule.flows().forEach(flow -> flows.add(new FlowRule(rule.weakness(), flow))));
    if (flows.isEmpty()) {
      return results;
    }
    progress.phase(Phase.FOLLOWING, 0);
    ProgramValues values = values();
    Entries entries =
        Entries.of(values, view.resolver(), view.facts(), library, view.roles(), declarations);
    FlowProgram program = new FlowProgram(view, values, entries, Reach.of(entries));
    Map<PythonModule, List<Finding>> found = new HashMap<>();
    FlowReview review = new FlowReview(program, flows, settings(rules));
    FlowReview.Result flowing = review.findings(workers);
    values
        .faults()
        .forEach(
            (body, message) -> faults.add(fault(program, new FlowReview.Fault(body, message))));
    flowing.faults().forEach(f -> faults.add(fault(program, f)));
    for (Finding finding : flowing.findings()) {
      found.computeIfAbsent(finding.place().module(), m -> new ArrayList<>()).add(finding);
    }
    return results.stream()
        .map(r -> joined(r, found.getOrDefault(r.module(), List.of()), review))
        .toList();
  }

  private static Map<Weakness, Settings> settings(List<WeaknessRule> rules) {
    Map<Weakness, Settings> settings = new LinkedHashMap<>();
    for (WeaknessRule rule : rules) {
      rule.detectors().stream()
          .filter(Settings.class::isInstance)
          .map(Settings.class::cast)
          .findFirst()
          .ifPresent(one -> settings.put(rule.weakness(), one));
    }
    return settings;
  }

  /** Whether a look at the text alone has said it already. */
  private static boolean isSame(Finding one, Finding two) {
    return one.place().equals(two.place()) && one.weakness().id().equals(two.weakness().id());
  }

  /** Whether a flow shows what a look at the text alone only suspects of the same place. */
  private static boolean settles(Finding flow, Finding finding) {
    return flow.place().equals(finding.place())
        && !finding.weakness().id().equals(flow.weakness().id())
        && finding.weakness().inProduction().equals(flow.weakness().id());
  }

  /**
   * Tests are solved where few of them are reviewed, one by one. In a whole project what they hand
   * to interpreters would be a caution at most.
   */
  private ProgramValues values() {
    ProgramValues production =
        ProgramValues.of(view.resolver(), view.facts(), module -> view.isTest(module));
    long tests =
        view.program().modules().stream().filter(m -> m.inScope() && view.isTest(m)).count();
    return tests > 0 && tests <= MAX_TESTS
        ? production.withTests(PythonModule::inScope)
        : production;
  }

  private static CheckRunner.Result joined(
      CheckRunner.Result result, List<Finding> more, FlowReview review) {
    List<Finding> findings = new ArrayList<>();
    more.stream()
        .filter(finding -> result.findings().stream().noneMatch(f -> isSame(f, finding)))
        .forEach(findings::add);
    result.findings().stream()
        .filter(finding -> more.stream().noneMatch(m -> settles(m, finding)))
        .map(review::settled)
        .forEach(findings::add);
    return new CheckRunner.Result(result.module(), findings, result.faults());
  }
}
