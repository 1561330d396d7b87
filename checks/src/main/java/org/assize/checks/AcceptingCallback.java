package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Functions by which a library asks whether something will do, and which say the same of
 * everything.
 *
 * @param calls what takes such a function
 * @param position its argument, from 0
 * @param keyword the name of the argument
 * @param answer what they say, where it is not yes
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what takes it
 */
public record AcceptingCallback(
    Set<String> calls,
    int position,
    String keyword,
    Optional<Boolean> answer,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public AcceptingCallback {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (calls.contains(check.program().facts().canonical(call.path()))) {
        call.argument(position, keyword)
            .map(given -> SingleUse.behind(given, call.module()))
            .flatMap(given -> accepting(given, check))
            .ifPresent(place -> report(check, call, place));
      }
    }
  }

  /** The place that says so, where nothing but that is said. */
  private Optional<Place> accepting(Expr given, Check check) {
    if (given instanceof Expr.Lambda lambda) {
      return Optional.of(lambda.body())
          .filter(this::isAnswer)
          .map(body -> Place.of(check.view().module(), body));
    }
    return check.program().resolver().resolve(given, check.view().module())
                instanceof Target.FunctionTarget f
            && f.function().node().body().getLast() instanceof Stmt.Return last
            && last.value() != null
            && isAnswer(last.value())
            && LiveStatements.of(f.function().node()).stream().allMatch(AcceptingCallback::isIdle)
        ? Optional.of(Place.of(f.function().module(), last))
        : Optional.empty();
  }

  private boolean isAnswer(Expr value) {
    return value instanceof Expr.Bool b && b.value() == answer.orElse(true);
  }

  /** The end itself, words about the function, a line for a log. */
  private static boolean isIdle(Stmt statement) {
    return statement instanceof Stmt.Return
        || statement instanceof Stmt.Pass
        || (statement instanceof Stmt.ExprStmt e
            && (e.value() instanceof Expr.Str || e.value() instanceof Expr.Call));
  }

  private void report(Check check, CallSite call, Place said) {
    check.report(
        check
            .present(call.place())
            .step(said, "it says " + (answer.orElse(true) ? "yes" : "no") + " to everything")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", call.path())));
  }
}
