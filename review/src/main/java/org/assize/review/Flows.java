package org.assize.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.checks.ProgramView;
import org.assize.checks.Settings;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Weakness;
import org.assize.knowledge.WeaknessRule;
import org.assize.program.PythonModule;
import org.assize.taint.FlowReview;
import org.assize.taint.FlowRule;
import org.assize.taint.trace.FlowProgram;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Declaration;
import org.assize.value.entry.Entries;
import org.assize.value.entry.Reach;

/**
 * A solved program, ready to have its values followed.
 *
 * @param production its values, without those of tests
 * @param program the values that are followed, with entries and who reaches what
 * @param review follows them
 */
record Flows(ProgramValues production, FlowProgram program, FlowReview review) {
  /** So many tests are still read one by one. */
  private static final int MAX_TESTS = 10;

  /**
   * Solves a program.
   *
   * @param declarations what its project files declare
   * @param rules weaknesses that are looked for
   */
  static Flows of(
      ProgramView view,
      StandardLibrary library,
      List<Declaration> declarations,
      List<WeaknessRule> rules) {
    ProgramValues production =
        ProgramValues.of(view.resolver(), view.facts(), module -> view.isTest(module));
    ProgramValues values = withTests(view, production);
    Entries entries =
        Entries.of(values, view.resolver(), view.facts(), library, view.roles(), declarations);
    FlowProgram program = new FlowProgram(view, values, entries, Reach.of(entries));
    return new Flows(
        production, program, new FlowReview(program, flowRules(rules), settings(rules)));
  }

  /** Returns what is looked for by following values. */
  static List<FlowRule> flowRules(List<WeaknessRule> rules) {
    List<FlowRule> flows = new ArrayList<>();
    rules.forEach(
        rule -> rule.flows().forEach(flow -> flows.add(new FlowRule(rule.weakness(), flow))));
    return flows;
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

  /**
   * Tests are solved where few of them are reviewed, one by one. In a whole project what they hand
   * to interpreters would be a caution at most.
   */
  private static ProgramValues withTests(ProgramView view, ProgramValues production) {
    long tests =
        view.program().modules().stream().filter(m -> m.inScope() && view.isTest(m)).count();
    return tests > 0 && tests <= MAX_TESTS
        ? production.withTests(PythonModule::inScope)
        : production;
  }
}
