package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Truth;
import org.assize.program.ImportSite;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Says what becomes of the start of a process without a shell, and of the import that makes it
 * possible. The {@linkplain Fact.Sink sinks} of the weakness are the calls, its {@linkplain
 * Fact.Setting settings} the modules.
 *
 * @param say sentences for {@code list} (arguments stay apart), {@code search} (the search path
 *     chooses the program), {@code imported}, {@code test}; {@code {name}} is the callee or module,
 *     {@code {starts}} which calls start a process
 */
public record ProcessStart(Map<String, String> say) implements Detector {
  private static final int SHOWN = 3;

  /** Checks the sentences. */
  public ProcessStart {
    Sentences.require(say, List.of("list", "search", "imported", "test"));
  }

  @Override
  public void review(Check check) {
    List<CallSite> starts = new ArrayList<>();
    for (CallSite call : check.view().factSites().callsThatMeet(check.weakness().id())) {
      for (Fact.Sink sink : check.program().lookup().sinks(call.path(), check.weakness().id())) {
        starts.add(call);
        Truth truth = sink.when().evaluate(check.program().values().arguments(call));
        Values.inSlot(call, sink.slot()).stream()
            .findFirst()
            .filter(value -> truth == Truth.TRUE)
            .ifPresent(value -> start(check, call, value));
        break;
      }
    }
    check.view().module().imports().forEach(site -> imported(check, site, starts));
  }

  private void start(Check check, CallSite call, Expr value) {
    Expr list = Values.display(value, call.module());
    Expr program =
        list instanceof Expr.ListExpr l && !l.elements().isEmpty() ? l.elements().getFirst() : list;
    Optional<String> text = check.program().values().text(program, call.module());
    boolean searched = text.filter(t -> !t.contains("/") && !t.contains("\\")).isPresent();
    boolean apart = list instanceof Expr.ListExpr || list instanceof Expr.Tuple;
    if (searched) {
      Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
      String which = check.inTest() ? "test" : "search";
      check.report(
          Finding.caution(check.weakness(), call.place(), why)
              .step(Place.of(call.module(), program), text.orElse("") + " has no folder")
              .saying(new Sentences(say).fill(which, "name", call.path())));
    } else if (apart) {
      check.report(
          Finding.refuted(check.weakness(), call.place())
              .step(Place.of(call.module(), list), "a list: each element is one argument")
              .saying(new Sentences(say).fill("list", "name", call.path())));
    }
  }

  private static String judged(List<CallSite> starts) {
    List<String> lines = starts.stream().map(c -> Integer.toString(c.line())).distinct().toList();
    return switch (starts.size()) {
      case 0 -> "no call here starts a process";
      case 1 -> "its one call that starts a process is judged at " + lines.getFirst();
      default ->
          "the "
              + starts.size()
              + " calls that start a process are judged at "
              + Wording.list(lines);
    };
  }

  private void imported(Check check, ImportSite site, List<CallSite> starts) {
    PythonModule module = check.view().module();
    String name =
        switch (site.statement()) {
          case Stmt.Import s -> site.alias().name();
          case Stmt.ImportFrom s when s.level() == 0 && s.module() != null -> s.module();
          default -> "";
        };
    boolean known =
        check.program().lookup().settings(name, check.weakness().id()).stream()
            .anyMatch(s -> s.slot() == org.assize.facts.Slot.Fixed.IMPORT);
    if (name.isEmpty() || !known) {
      return;
    }
    Place place = new Place(module, site.alias().start(), site.alias().end());
    Finding.Builder finding = Finding.refuted(check.weakness(), place);
    starts.stream()
        .limit(SHOWN)
        .forEach(c -> finding.step(c.place(), c.calledName() + " is judged here"));
    if (starts.isEmpty()) {
      finding.step(place, "no process is started in this file");
    }
    check.report(
        finding.saying(
            new Sentences(say).fill("imported", "name", name, "starts", judged(starts))));
  }
}
