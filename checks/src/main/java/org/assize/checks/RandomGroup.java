package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assize.checks.PredictableRandom.Made;
import org.assize.program.PythonFunction;
import org.assize.syntax.Stmt;

/** One sentence for all calls of one generator or helper in a file, none of them for a secret. */
final class RandomGroup {
  private final List<Made> group;
  private final Check check;
  private final Draws draws;

  RandomGroup(List<Made> group, Check check, Draws draws) {
    this.group = group;
    this.check = check;
    this.draws = draws;
  }

  void report() {
    Made first = group.getFirst();
    String message = first.draw().isDirect() ? direct(first) : helped(first);
    if (message.isEmpty()) {
      return;
    }
    for (Made made : group) {
      Finding.Builder finding =
          Finding.caution(
              check.weakness(), made.call().place(), PredictableRandom.reasonFor(check));
      if (!made.draw().isDirect()) {
        for (PythonFunction function : made.draw().through()) {
          finding.step(Place.of(function.module(), function.node()), "defines " + function.name());
        }
        CallSite generator = made.draw().generator();
        finding.step(generator.place(), generator.path() + " draws the value");
      }
      for (Destination d : made.names()) {
        finding.step(Place.of(check.view().module(), d.node()), "the value " + d.phrase());
      }
      check.report(finding.saying(message));
    }
  }

  private String direct(Made made) {
    String generator = made.call().path();
    if (check.inTest()) {
      return generator + " picks test values" + where() + "; by name none of them is a secret.";
    }
    return "Nothing secret rests on this value of " + generator + ": it " + purpose(made) + ".";
  }

  private String where() {
    Set<String> functions = new LinkedHashSet<>();
    group.forEach(m -> m.call().function().ifPresent(f -> functions.add(f.name())));
    return functions.isEmpty() ? "" : " in " + Wording.list(List.copyOf(functions));
  }

  private static String purpose(Made made) {
    return made.names().stream()
        .findFirst()
        .map(Destination::phrase)
        .orElseGet(() ->
            made.call()
                .function()
                .map(f -> (gives(f) ? "is drawn inside " : "is used up inside ") + f.name())
                .orElse("is used once"));
  }

  /** Whether a function gives something back, of which the value may be a part. */
  private static boolean gives(PythonFunction function) {
    return Inside.any(function.node().body(), Stmt.Return.class, r -> r.value() != null);
  }

  private String helped(Made made) {
    PythonFunction called = made.draw().through().getFirst();
    return check.program().isTest(called.module())
        ? fromTests(called)
        : fromProduction(made, called);
  }

  /** Helpers in the file itself are told where they draw. */
  private String fromTests(PythonFunction called) {
    if (called.module() == check.view().module()) {
      return "";
    }
    Set<String> names = new LinkedHashSet<>();
    Set<String> cites = new LinkedHashSet<>();
    for (Made made : group) {
      names.add(made.draw().through().getFirst().name());
      cites.add(
          made.draw().generator().place().cite() + " (" + made.draw().generator().path() + ")");
    }
    List<String> shown = new ArrayList<>(cites);
    return Wording.count(group.size(), "call")
        + " of "
        + Wording.list(List.copyOf(names))
        + (group.size() == 1 ? " draws a predictable value at " : " draw predictable values at ")
        + Wording.list(shown)
        + ", in a module that only tests import.";
  }

  private String fromProduction(Made made, PythonFunction called) {
    CallSite generator = made.draw().generator();
    return Wording.count(group.size(), "call")
        + " of "
        + called.name()
        + ", whose home is production code: "
        + generator.place().cite()
        + ", "
        + generator.path()
        + ". "
        + productionUse(called);
  }

  private String productionUse(PythonFunction called) {
    List<CallSite> calls = draws.productionCalls(called);
    if (calls.isEmpty()) {
      return "By name, production never calls it.";
    }
    CallSite first = calls.getFirst();
    ModuleView view = check.program().view(first.module());
    String use =
        Destination.of(first.node(), view).stream()
            .findFirst()
            .map(d ->
                (calls.size() == 1 ? ", where" : "; at the first") + " the value " + d.phrase())
            .orElse("");
    String inside = first.function().map(f -> " in " + f.name()).orElse("");
    return "Production calls it "
        + Wording.timesAt(calls.stream().map(CallSite::place).toList())
        + (use.isEmpty() ? "" : use + inside)
        + ".";
  }
}
