package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds tokens that are signed without a time at which they end.
 *
 * @param issuers dotted names of functions whose first argument is what a token says
 * @param ends keys under which a token says when it ends
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what signs
 */
public record EndlessToken(Set<String> issuers, Set<String> ends, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public EndlessToken {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (issuers.contains(call.path())) {
        claims(check, call)
            .filter(dict -> isWhole(dict) && !mentionsEnd(check, call, dict))
            .ifPresent(dict -> report(check, call, dict));
      }
    }
  }

  private static Optional<Expr.Dict> claims(Check check, CallSite call) {
    return call.argument(0, "payload")
        .or(() -> call.argument(0, "claims"))
        .map(new ShownValue(check)::assigned)
        .filter(e -> e instanceof Expr.Dict)
        .map(e -> (Expr.Dict) e);
  }

  /** Whether every key is written out. */
  private static boolean isWhole(Expr.Dict dict) {
    return !dict.keys().isEmpty() && dict.keys().stream().allMatch(k -> k instanceof Expr.Str);
  }

  /** The key stands in the dictionary, or is added to it later in the function. */
  private boolean mentionsEnd(Check check, CallSite call, Expr.Dict dict) {
    List<? extends Node> around =
        call.function().map(PythonFunction::node).map(Stmt.FunctionDef::body).orElse(List.of());
    boolean isUpdated =
        Inside.any(
            around,
            Expr.Call.class,
            c -> NameTerms.last(c).equals("update") && !isFilledWithout(check, call, c));
    return isUpdated
        || Inside.any(List.of(dict), Expr.Str.class, s -> ends.contains(s.value()))
        || Inside.any(around, Expr.Str.class, s -> ends.contains(s.value()));
  }

  /** {@code claims.update(more)} of {@code **more}, which no call gives an end. */
  private boolean isFilledWithout(Check check, CallSite call, Expr.Call update) {
    Optional<PythonFunction> function =
        call.function()
            .filter(f ->
                update.args().size() == 1
                    && update.keywords().isEmpty()
                    && update.args().getFirst() instanceof Expr.Name more
                    && Optional.ofNullable(f.node().parameters().kwarg())
                        .filter(all -> all.name().equals(more.id()))
                        .isPresent());
    Optional<List<CallSite>> calls =
        function.flatMap(f -> new CallerValues(check.program()).calls(f));
    return calls.isPresent()
        && !calls.get().isEmpty()
        && calls.get().stream()
            .noneMatch(c ->
                c.hasUnknownArguments()
                    || c.node().keywords().stream().anyMatch(k -> ends.contains(k.name())));
  }

  private void report(Check check, CallSite call, Expr.Dict claims) {
    check.report(
        check
            .present(call.place())
            .step(Place.of(call.module(), claims), "no key says when it ends")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", call.path())));
  }
}
