package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Errors that replaced functions raise in earnest, and that no test of the file names.
 *
 * @param controls names of functions that decide about access: what they raise is told elsewhere
 */
record HiddenErrors(Check check, NameWords controls) {
  private static final int NAMED = 2;

  private record Hidden(Replacement replacement, PythonClass error, Place raise) {}

  /** Reports on the replaced functions of one module. */
  void report(List<Replacement> replaced) {
    Map<String, List<Hidden>> byName = new LinkedHashMap<>();
    for (Replacement r : replaced) {
      if (!r.byName() && !byName.containsKey(r.name())) {
        List<Hidden> hidden = hidden(r);
        if (!hidden.isEmpty()) {
          byName.put(r.name(), hidden);
        }
      }
    }
    if (!byName.isEmpty()) {
      told(byName, replaced);
    }
  }

  private List<Hidden> hidden(Replacement r) {
    List<Hidden> found = new ArrayList<>();
    r.function()
        .map(f -> HandedOn.worker(f, check.program()))
        .ifPresent(real -> {
          raised(real, r, found);
          if (found.isEmpty()) {
            helpers(real).forEach(helper -> raised(helper, r, found));
          }
        });
    return found;
  }

  /** Functions of the same module to which the real one leaves a part of its work. */
  private List<PythonFunction> helpers(PythonFunction real) {
    return check.program().view(real.module()).callsIn(real).stream()
        .flatMap(c ->
            c.target() instanceof Target.FunctionTarget t && t.function().module() == real.module()
                ? Stream.of(t.function())
                : Stream.empty())
        .filter(f -> !controls.speaksIn(f.name()) && !f.name().startsWith("is_"))
        .filter(f -> !isTried(real, f))
        .distinct()
        .toList();
  }

  /** Whether the real one is prepared for what a helper raises. */
  private static boolean isTried(PythonFunction real, PythonFunction helper) {
    return Inside.all(real.node().body(), Stmt.Try.class).stream()
        .anyMatch(t ->
            Inside.any(
                t.body(),
                Expr.Call.class,
                c -> NameTerms.last(c.function()).equals(helper.name())));
  }

  private void raised(PythonFunction function, Replacement r, List<Hidden> to) {
    for (Stmt.Raise raise : Inside.all(function.node().body(), Stmt.Raise.class)) {
      RaisedErrors.ofProduction(raise, function.body(), check.program())
          .filter(e -> !RaisedErrors.isNamed(e, check))
          .ifPresent(e -> to.add(new Hidden(r, e, Place.of(function.module(), raise))));
    }
  }

  private void told(Map<String, List<Hidden>> byName, List<Replacement> replaced) {
    List<String> said = new ArrayList<>();
    byName.forEach((name, hidden) -> {
      Hidden first = hidden.getFirst();
      said.add(name + " raises " + first.error().name() + " (" + first.raise().cite() + ")");
    });
    boolean more = said.size() > NAMED + 1;
    Hidden first = byName.values().iterator().next().getFirst();
    String message =
        "The real "
            + (more
                ? String.join(", ", said.subList(0, NAMED))
                    + " and "
                    + (said.size() - NAMED)
                    + " more raise errors of their own"
                : Wording.list(said))
            + "; no test here names "
            + (said.size() == 1 ? "that error" : "these errors")
            + handled(first)
            + ".";
    for (Replacement r : replaced) {
      List<Hidden> hidden = byName.getOrDefault(r.name(), List.of());
      if (!hidden.isEmpty()) {
        Finding.Builder finding = Finding.caution(check.weakness(), r.site(), Reason.TEST_CODE);
        hidden.stream()
            .limit(3)
            .forEach(h -> finding.step(h.raise(), "the real one raises " + h.error().name()));
        check.report(finding.saying(message));
      }
    }
  }

  /** Where production catches the first of them. */
  private String handled(Hidden hidden) {
    ProgramView program = check.program();
    for (Use use : program.references().named(hidden.error().name())) {
      if (!program.isTest(use.module()) && use.kind() == Use.Kind.READ) {
        ModuleView view = program.view(use.module());
        Optional<Node> around = view.parent(use.node());
        while (around.isPresent() && !(around.get() instanceof Stmt)) {
          if (around.get() instanceof Node.ExceptHandler h
              && h.type() != null
              && h.type().start() <= use.node().start()
              && use.node().end() <= h.type().end()) {
            return ", and production catches "
                + hidden.error().name()
                + " ("
                + Place.ofName(use).cite()
                + ")";
          }
          around = view.parent(around.get());
        }
      }
    }
    return "";
  }
}
