package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds tokens that are checked by the algorithm that they name themselves: whoever writes one
 * signs with the public key as if it were a secret.
 *
 * @param readers dotted names of functions that check a token
 * @param position of the list of algorithms among their arguments
 * @param headers dotted names of functions that read the header of a token
 * @param open those of the readers that take any algorithm where none is listed: what their keys
 *     are good for is then all that stands in the way, so it is a caution
 * @param say sentences for {@code present}, {@code test} and {@code open}; {@code {name}} is what
 *     checks
 */
public record ChosenAlgorithm(
    Set<String> readers,
    int position,
    Set<String> headers,
    Set<String> open,
    Map<String, String> say)
    implements Detector {
  private static final int MAX_STEPS = 3;

  /** Checks the sentences. */
  public ChosenAlgorithm {
    Sentences.require(say, List.of("present", "test", "open"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (readers.contains(call.path())) {
        call.argument(position, "algorithms")
            .flatMap(given -> header(check, given, MAX_STEPS))
            .filter(header -> !isCompared(call) || isSwitchedOff(check, call, header))
            .ifPresent(header -> report(check, call, header));
        if (open.contains(call.path()) && isOpen(check, call)) {
          Reason why = check.inTest() ? Reason.TEST_CODE : Reason.DEFENCE_IN_DEPTH;
          check.report(
              Finding.caution(check.weakness(), call.place(), why)
                  .saying(new Sentences(say).fill("open", "name", call.path())));
        }
      }
    }
  }

  /** Whether no algorithm is listed; one that nothing here determines may be. */
  private boolean isOpen(Check check, CallSite call) {
    ArgumentView.Given given =
        check.program().values().arguments(call).at(new Slot.Argument(position, "algorithms"));
    return given == ArgumentView.Absent.ABSENT
        || given.equals(new ArgumentView.Known(Constant.Nothing.NONE));
  }

  /** The reading of the header from which a value comes, through local names. */
  private Optional<CallSite> header(Check check, Expr value, int steps) {
    Optional<CallSite> read =
        Inside.all(List.of((Node) value), Expr.Call.class).stream()
            .flatMap(c -> check.view().callOf(c).stream())
            .filter(c -> headers.contains(c.path()))
            .findFirst();
    return read.isPresent() || steps == 0
        ? read
        : Inside.all(List.of((Node) value), Expr.Name.class).stream()
            .map(n -> new ShownValue(check).assigned(n))
            .filter(v -> !(v instanceof Expr.Name))
            .flatMap(v -> header(check, v, steps - 1).stream())
            .findFirst();
  }

  /** The function asks whether the algorithm is one of those that it knows. */
  private static boolean isCompared(CallSite call) {
    return call.function().stream()
        .flatMap(f -> Inside.all(f.node().body(), Expr.Compare.class).stream())
        .anyMatch(c ->
            c.ops().contains(CompareOperator.IN)
                || c.ops().contains(CompareOperator.NOT_IN)
                || Inside.any(List.of((Node) c), Expr.Str.class, s -> s.value().equals("alg")));
  }

  /**
   * {@code options={"verify_signature": header["alg"] != "none"}}: what the token says of itself
   * decides whether it is checked at all, and nothing is refused.
   */
  private boolean isSwitchedOff(Check check, CallSite call, CallSite header) {
    boolean asksItself =
        call.keyword("options").stream()
            .flatMap(o -> Inside.all(List.of((Node) o), Expr.Compare.class).stream())
            .anyMatch(c -> header(check, c, MAX_STEPS).filter(header::equals).isPresent());
    return asksItself
        && call.function().stream()
            .flatMap(f -> Inside.all(f.node().body(), Expr.Compare.class).stream())
            .allMatch(c -> call.node().start() <= c.start() && c.end() <= call.node().end());
  }

  private void report(Check check, CallSite call, CallSite header) {
    check.report(
        check
            .present(call.place())
            .step(header.place(), "the token names the algorithm")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", call.path())));
  }
}
