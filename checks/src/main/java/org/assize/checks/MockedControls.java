package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.facts.Confidence;
import org.assize.facts.Reason;
import org.assize.program.Use;

/**
 * Functions that decide about access or validity, by their names, and that tests replace.
 *
 * @param replacing label of facts about calls that replace
 * @param controls names of such functions
 * @param guards names of decorators that decide who may call what they decorate
 * @param checks names of functions that replaced ones call to refuse
 */
public record MockedControls(
    String replacing, NameWords controls, NameWords guards, NameWords checks) implements Detector {
  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    Map<String, List<Replacement>> groups = new LinkedHashMap<>();
    Replacements all = check.program().part(Replacements.class, replacing, Replacements::new);
    for (Replacement r : all.in(check.view().module())) {
      boolean real = r.function().isPresent() && !r.name().startsWith("test");
      if (real && controls.speaksIn(r.name())) {
        String key = r.original().dottedPath().orElse(r.name());
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
      }
    }
    groups.values().forEach(group -> report(group, check));
    new ReplacedGuards(check, guards).report(all.in(check.view().module()));
    new CalledGuards(check, checks).report(all.in(check.view().module()));
  }

  private static void report(List<Replacement> group, Check check) {
    Replacement first = group.getFirst();
    Place definition = first.definition().orElseThrow();
    Set<String> values = new LinkedHashSet<>();
    group.forEach(r -> values.add(r.value()));
    String message =
        "These tests do not run "
            + first.name()
            + " ("
            + definition.cite()
            + "), by its name a control: it is replaced by "
            + Wording.list(List.copyOf(values))
            + ". "
            + uses(first, check).strip();
    for (Replacement r : group) {
      Finding.Builder finding = Finding.caution(check.weakness(), r.site(), Reason.TEST_CODE);
      finding.step(definition, "the real " + r.name());
      if (r.byName()) {
        finding.confidence(Confidence.LOW);
      }
      check.report(finding.saying(message));
    }
  }

  /** Which tests call the control and where production relies on it, as far as names tell. */
  private static String uses(Replacement control, Check check) {
    ProgramView program = check.program();
    FunctionCalls calls = FunctionCalls.of(control.function().orElseThrow(), program);
    Predicate<Use> isTest = u -> program.isTest(u.module());
    List<Place> inTests = calls.certain(isTest);
    List<Place> production = calls.certain(isTest.negate());
    List<String> said = new ArrayList<>();
    if (!inTests.isEmpty()) {
      said.add("tests call it " + Wording.timesAt(inTests));
    } else if (calls.open(isTest).isEmpty()) {
      said.add("no test calls it");
    }
    if (!production.isEmpty()) {
      said.add("production relies on it " + Wording.timesAt(production));
    } else if (calls.open(isTest.negate()).isEmpty()) {
      said.add(
          "production does not call it" + (said.contains("no test calls it") ? " either" : ""));
    }
    return (said.isEmpty() ? "" : "By name, " + String.join("; ", said) + ".")
        + open(calls, isTest);
  }

  /** What calls of a name that several functions share leave open. */
  private static String open(FunctionCalls calls, Predicate<Use> isTest) {
    List<Place> inTests = calls.open(isTest);
    List<Place> production = calls.open(isTest.negate());
    if (inTests.isEmpty() && production.isEmpty()) {
      return "";
    }
    List<String> where = new ArrayList<>();
    if (!inTests.isEmpty()) {
      where.add("tests " + Wording.timesAt(inTests));
    }
    if (!production.isEmpty()) {
      where.add("production " + Wording.timesAt(production));
    }
    return " "
        + calls.sharing()
        + " functions have this name; which of them is meant stays open in "
        + String.join(" and in ", where)
        + ".";
  }
}
