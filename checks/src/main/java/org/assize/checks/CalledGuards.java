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
import org.assize.syntax.Stmt;

/**
 * Checks that what tests replace calls to refuse: they are gone together with it.
 *
 * @param checks names of functions that check something and raise where it does not hold
 */
record CalledGuards(Check check, NameWords checks) {
  private record Called(Replacement replacement, PythonFunction real, CallSite call) {}

  void report(List<Replacement> replaced) {
    Map<PythonFunction, List<Called>> groups = new LinkedHashMap<>();
    for (Replacement r : replaced) {
      Optional<PythonFunction> real = r.function().map(f -> HandedOn.worker(f, check.program()));
      if (real.isPresent()) {
        ModuleView view = check.program().view(real.get().module());
        for (CallSite call : view.callsIn(real.get())) {
          guard(call, real.get())
              .ifPresent(g ->
                  groups
                      .computeIfAbsent(g, k -> new ArrayList<>())
                      .add(new Called(r, real.get(), call)));
        }
      }
    }
    groups.forEach(this::told);
  }

  private Optional<PythonFunction> guard(CallSite call, PythonFunction real) {
    return checks.speaksIn(call.calledName())
            && call.target() instanceof Target.FunctionTarget t
            && t.function() != real
            && !check.program().isTest(t.function().module())
            && !isNamedHere(t.function().name())
        ? Optional.of(t.function())
        : Optional.empty();
  }

  /**
   * A test that names the check may run it, or replaces it, which is told elsewhere; one that names
   * its error may expect it of another call.
   */
  private boolean isNamedHere(String name) {
    return check.program().references().named(name).stream()
        .anyMatch(u -> u.module() == check.view().module());
  }

  private void told(PythonFunction guard, List<Called> group) {
    Optional<String> error = error(guard);
    if (error.isEmpty() || isNamedHere(error.get())) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    group.forEach(c -> names.add(c.replacement().name()));
    Place definition = Place.ofName(guard);
    boolean one = names.size() == 1;
    String message =
        "With "
            + (names.size() > 3 ? names.size() + " functions" : Wording.list(List.copyOf(names)))
            + " these tests also replace "
            + guard.name()
            + " ("
            + definition.cite()
            + "), by which "
            + (one ? "it refuses" : "they refuse")
            + " with "
            + error.get()
            + " ("
            + (one ? "" : "first ")
            + group.getFirst().call().place().cite()
            + ").";
    Set<Place> told = new LinkedHashSet<>();
    for (Called c : group) {
      if (told.add(c.replacement().site())) {
        check.report(
            Finding.caution(check.weakness(), c.replacement().site(), Reason.TEST_CODE)
                .step(c.call().place(), "the real " + c.real().name() + " asks it here")
                .step(definition, "raises " + error.get() + " where it does not hold")
                .saying(message));
      }
    }
  }

  /** The first error that a check raises itself. */
  private Optional<String> error(PythonFunction guard) {
    return Inside.all(guard.node().body(), Stmt.Raise.class).stream()
        .flatMap(r -> RaisedErrors.name(r).stream())
        .findFirst();
  }
}
