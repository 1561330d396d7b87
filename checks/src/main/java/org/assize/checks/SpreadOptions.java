package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.program.PythonFunction;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Settings that a function hands on with all that it is given: {@code http.get(url, **options)} of
 * {@code def get(self, url, **options)}, and {@code self.get(url, ssl=False)} elsewhere.
 */
record SpreadOptions(Check check) {
  /** Returns the calls of the program whose keywords make a setting of a call hold. */
  List<CallSite> of(CallSite call, Fact.Setting setting) {
    Optional<PythonFunction> function = call.function().filter(f -> handsOn(f, call));
    if (function.isEmpty()) {
      return List.of();
    }
    CallerValues callers = new CallerValues(check.program());
    return check.program().references().of(function.get()).stream()
        .filter(u -> u.kind() == Use.Kind.CALL && !check.program().isTest(u.module()))
        .flatMap(u -> callers.callOf(u).stream())
        .filter(by -> added(by, function.get()).anyMatch(k -> holds(call, setting, by, k)))
        .toList();
  }

  /** Whether what gathers the other keywords of a function is spread in a call. */
  private static boolean handsOn(PythonFunction function, CallSite call) {
    Node.Parameter all = function.node().parameters().kwarg();
    return all != null
        && call.node().keywords().stream()
            .anyMatch(k ->
                k.name() == null && k.value() instanceof Expr.Name n && n.id().equals(all.name()));
  }

  /** The keywords of a call that no parameter has. */
  private static Stream<Node.Keyword> added(CallSite by, PythonFunction function) {
    return by.node().keywords().stream()
        .filter(k ->
            k.name() != null
                && function.parameters().stream().noneMatch(p -> p.name().equals(k.name())));
  }

  private boolean holds(CallSite call, Fact.Setting setting, CallSite by, Node.Keyword given) {
    ArgumentView plain = check.program().values().arguments(call);
    Optional<Constant> value = check.program().values().constant(given.value(), by.module());
    return value.isPresent()
        && setting
                .when()
                .evaluate(slot ->
                    slot instanceof Slot.Argument a && a.keyword().equals(given.name())
                        ? new ArgumentView.Known(value.get())
                        : plain.at(slot))
            == Truth.TRUE;
  }
}
