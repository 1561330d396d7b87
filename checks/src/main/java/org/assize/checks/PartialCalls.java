package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.syntax.Expr;

/** Settings that {@code partial(function, keyword=…)} passes to each later call. */
record PartialCalls(Check check) {

  /** A call of {@code partial} and the setting that it passes. */
  record Set(CallSite call, Fact.Setting setting) {}

  List<Set> all() {
    List<Set> found = new ArrayList<>();
    for (CallSite call : check.view().callsTo("functools.partial")) {
      if (!call.node().args().isEmpty()) {
        setting(call).ifPresent(s -> found.add(new Set(call, s)));
      }
    }
    return found;
  }

  private Optional<Fact.Setting> setting(CallSite call) {
    String path =
        check
            .program()
            .resolver()
            .resolve(call.node().args().getFirst(), call.module())
            .dottedPath()
            .orElse("");
    return check.program().lookup().settings(path, check.weakness().id()).stream()
        .filter(s -> s.when().evaluate(keywords(call)) == Truth.TRUE)
        .findFirst();
  }

  /** What is passed by keyword is known; the rest comes with the later call. */
  private ArgumentView keywords(CallSite call) {
    return slot ->
        slot instanceof Slot.Argument a
            ? call.keyword(a.keyword())
                .flatMap(e -> constant(e, call))
                .<ArgumentView.Given>map(ArgumentView.Known::new)
                .orElse(ArgumentView.Unknown.UNKNOWN)
            : ArgumentView.Unknown.UNKNOWN;
  }

  private Optional<Constant> constant(Expr e, CallSite call) {
    return check.program().values().constant(e, call.module());
  }
}
