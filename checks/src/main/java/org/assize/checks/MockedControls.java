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
 */
public record MockedControls(String replacing, NameWords controls) implements Detector {
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
            + uses(first, check);
    for (Replacement r : group) {
      Finding.Builder finding = Finding.caution(check.weakness(), r.site(), Reason.TEST_CODE);
      finding.step(definition, "the real " + r.name());
      if (r.byName()) {
        finding.confidence(Confidence.LOW);
      }
      check.report(finding.saying(message));
    }
  }

  /** Which tests call the control and where production relies on it, by the name alone. */
  private static String uses(Replacement control, Check check) {
    List<Use> calls =
        check.program().references().named(control.name()).stream()
            .filter(u -> u.kind() == Use.Kind.CALL)
            .toList();
    List<Place> inTests = places(calls, u -> check.program().isTest(u.module()));
    List<Place> production = places(calls, u -> !check.program().isTest(u.module()));
    String tested =
        inTests.isEmpty()
            ? "By name, no test calls it; "
            : "By name, tests call it " + Wording.timesAt(inTests) + "; ";
    return tested
        + (production.isEmpty()
            ? "production does not call it either."
            : "production relies on it " + Wording.timesAt(production) + ".");
  }

  private static List<Place> places(List<Use> calls, Predicate<Use> which) {
    return calls.stream().filter(which).map(Place::ofName).toList();
  }
}
