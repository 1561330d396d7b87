package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Reason;
import org.assize.program.Target;
import org.assize.program.Use;

/**
 * Variables of production classes and modules to which tests give values of their own; many of one
 * class or module are told together.
 *
 * @param controls names of functions that decide about access: they are another weakness
 */
record ReplacedState(Check check, NameWords controls) {
  /** So many names of one owner are told one by one. */
  private static final int EACH = 3;

  void report(List<Replacement> replaced) {
    Map<String, List<Replacement>> groups = new LinkedHashMap<>();
    for (Replacement r : replaced) {
      if (r.isState() && !controls.speaksIn(r.name()) && !reads(r.name()).isEmpty()) {
        String owner = r.owner().flatMap(Target::dottedPath).orElse("");
        groups.computeIfAbsent(owner, k -> new ArrayList<>()).add(r);
      }
    }
    groups.values().forEach(this::told);
  }

  private void told(List<Replacement> group) {
    List<String> names = group.stream().map(Replacement::cited).distinct().toList();
    if (names.size() <= EACH) {
      for (String name : names) {
        told(group.stream().filter(r -> r.cited().equals(name)).toList(), name);
      }
    } else {
      told(group, Wording.list(names));
    }
  }

  private void told(List<Replacement> group, String names) {
    Replacement first = group.getFirst();
    List<Place> reads = reads(first.name());
    boolean one = group.stream().map(Replacement::name).distinct().count() == 1;
    String message =
        "Production's own %s %s not tried: the tests set %s; production reads %s %s."
            .formatted(
                names,
                one ? "is" : "are",
                one ? "it" : "them",
                one ? "it" : first.name(),
                Wording.timesAt(reads));
    for (Replacement r : group) {
      Finding.Builder finding =
          Finding.caution(check.weakness(), r.site(), Reason.TEST_CODE)
              .step(r.site(), "replaces " + r.name());
      reads.stream().limit(2).forEach(p -> finding.step(p, "production reads " + first.name()));
      check.report(finding.saying(message));
    }
  }

  private List<Place> reads(String name) {
    return check.program().references().named(name).stream()
        .filter(u -> u.kind() == Use.Kind.READ || u.kind() == Use.Kind.CALL)
        .filter(u -> !check.program().isTest(u.module()))
        .map(Place::ofName)
        .toList();
  }
}
