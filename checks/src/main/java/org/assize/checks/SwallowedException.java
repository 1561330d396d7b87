package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds handlers that catch everything and do nothing. Where the last thing tried is a security
 * check whose only answer is an exception, what follows runs as if the check had passed.
 *
 * @param broadTypes dotted names of the exceptions that nearly everything derives from
 * @param checkTerms words of the names of functions that refuse by an exception
 * @param say sentences for {@code present}, {@code caution} and {@code test}; {@code {name}} is the
 *     check
 */
public record SwallowedException(
    Set<String> broadTypes, Set<String> checkTerms, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public SwallowedException {
    Sentences.require(say, List.of("present", "caution", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.Try attempt : check.view().all(Stmt.Try.class)) {
      for (Node.ExceptHandler handler : attempt.handlers()) {
        if (isBroad(check, handler, broadTypes) && doesNothing(handler)) {
          report(check, attempt, handler);
        }
      }
    }
  }

  static boolean isBroad(Check check, Node.ExceptHandler handler, Set<String> broadTypes) {
    Expr type = handler.type();
    if (type == null) {
      return true;
    }
    PythonModule module = check.view().module();
    return check.program().resolver().resolve(type, module) instanceof Target.External e
        && broadTypes.contains(e.path());
  }

  static boolean doesNothing(Node.ExceptHandler handler) {
    Stmt only = handler.body().getFirst();
    return handler.body().size() == 1
        && (only instanceof Stmt.Pass || only instanceof Stmt.Continue);
  }

  private void report(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    PythonModule module = check.view().module();
    Place place = new Place(module, handler.start(), handler.body().getFirst().end());
    Place tried = Place.of(module, attempt.body().getLast());
    Sentences sentences = new Sentences(say);
    Optional<String> control = check(attempt);
    boolean passes = handler.body().getFirst() instanceof Stmt.Pass;
    if (control.isPresent() && passes && !check.inTest()) {
      check.report(
          check
              .present(place)
              .step(tried, control.get() + " refuses by an exception")
              .step(place, "which ends here, and the code goes on")
              .saying(sentences.fill("present", "name", control.get())));
      return;
    }
    Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
    check.report(
        Finding.caution(check.weakness(), place, why)
            .step(tried, "the last thing tried; its failure leaves no trace")
            .saying(sentences.fill(check.inTest() ? "test" : "caution")));
  }

  /** The check whose failure is swallowed: the last statement tried, its result unused. */
  private Optional<String> check(Stmt.Try attempt) {
    return attempt.body().getLast() instanceof Stmt.ExprStmt s
            && attempt.orelse().isEmpty()
            && bare(s.value()) instanceof Expr.Call call
        ? Optional.of(name(call.function())).filter(name -> NameTerms.speaksOf(name, checkTerms))
        : Optional.empty();
  }

  private static Expr bare(Expr e) {
    return e instanceof Expr.Await a ? a.value() : e;
  }

  private static String name(Expr function) {
    return switch (function) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Name n -> n.id();
      default -> "";
    };
  }
}
