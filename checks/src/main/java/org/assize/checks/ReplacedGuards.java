package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * Controls that decorate what tests replace: they are gone together with it.
 *
 * @param guards names of decorators that decide who may call a function
 */
record ReplacedGuards(Check check, NameWords guards) {
  private record Guarded(Replacement replacement, PythonFunction real, Expr decorator) {}

  void report(List<Replacement> replaced) {
    Map<PythonFunction, List<Guarded>> groups = new LinkedHashMap<>();
    for (Replacement r : replaced) {
      r.function()
          .map(f -> HandedOn.worker(f, check.program()))
          .ifPresent(real -> {
            for (Expr decorator : real.node().decorators()) {
              guard(decorator, real)
                  .ifPresent(g ->
                      groups
                          .computeIfAbsent(g, k -> new ArrayList<>())
                          .add(new Guarded(r, real, decorator)));
            }
          });
    }
    groups.forEach(this::told);
  }

  private Optional<PythonFunction> guard(Expr decorator, PythonFunction real) {
    Expr named = decorator instanceof Expr.Call c ? c.function() : decorator;
    return check.program().resolver().resolve(named, real.definedIn())
                instanceof Target.FunctionTarget t
            && guards.speaksIn(t.function().name())
            && !check.program().isTest(t.function().module())
        ? Optional.of(t.function())
        : Optional.empty();
  }

  private void told(PythonFunction guard, List<Guarded> group) {
    Set<String> names = new LinkedHashSet<>();
    group.forEach(g -> names.add(g.replacement().name()));
    Place definition = Place.ofName(guard);
    Guarded first = group.getFirst();
    Place decorator = Place.of(first.real().module(), first.decorator());
    String message =
        "These tests do not run "
            + guard.name()
            + " ("
            + definition.cite()
            + "), which decorates "
            + (names.size() > 3
                ? names.size() + " of the functions that they replace (first "
                : Wording.list(List.copyOf(names)) + " (")
            + decorator.cite()
            + "): it is replaced together with "
            + (names.size() == 1 ? "it" : "them")
            + ".";
    Set<Place> told = new LinkedHashSet<>();
    for (Guarded g : group) {
      if (told.add(g.replacement().site())) {
        check.report(
            Finding.caution(check.weakness(), g.replacement().site(), Reason.TEST_CODE)
                .step(
                    Place.of(g.real().module(), g.decorator()),
                    "guards the real " + g.real().name())
                .step(definition, "is gone with what it decorates")
                .saying(message));
      }
    }
  }
}
