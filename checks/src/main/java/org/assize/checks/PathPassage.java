package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds code that asks nobody who they are where the address of a request holds some text, and that
 * a client passes who adds the text to any address.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {text}} is what is added to an
 *     address
 */
public record PathPassage(Map<String, String> say) implements Detector {
  /** So many helpers deep a condition is looked into. */
  private static final int MAX_HELPERS = 2;

  /** Checks the sentences. */
  public PathPassage {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : check.view().module().scopes().functions()) {
      if (Inside.all(function.node().body(), Stmt.If.class).stream()
          .noneMatch(s -> mayPass(check, s.test()))) { // refusals are dear to find
        continue;
      }
      List<Stmt> all = Inside.all(function.node().body(), Stmt.class);
      Optional<Stmt> refusal =
          all.stream().filter(s -> Refusals.isIn(List.of(s))).reduce((a, b) -> b);
      if (refusal.isPresent()) {
        Inside.all(function.node().body(), Stmt.If.class).stream()
            .flatMap(test -> passing(check, test, refusal.get()))
            .flatMap(letting -> new AddressTest(check).in(letting).stream())
            .distinct()
            .forEach(passed -> report(check, passed, refusal.get()));
      }
    }
  }

  /** Whether something of a condition has the form of a test of an address. */
  private static boolean mayPass(Check check, Expr test) {
    return Stream.concat(parts(check, test, true), parts(check, test, false))
        .anyMatch(AddressTest::hasForm);
  }

  /** The parts of a condition each of which alone leads past what turns somebody away. */
  private static Stream<Expr> passing(Check check, Stmt.If test, Stmt last) {
    boolean isAskedLater = test.body().getLast().end() < last.start();
    if (isAskedLater && isPlainPassage(check, test.body())) {
      return parts(check, test.test(), true);
    }
    boolean refuses = Refusals.isIn(test.body()) && test.test() instanceof Expr.BoolOp;
    boolean asksWithin =
        Inside.all(test.body(), Stmt.If.class).stream().anyMatch(s -> Refusals.isIn(s.body()));
    return refuses || asksWithin ? parts(check, test.test(), false) : Stream.empty();
  }

  /** Lets the request go on: hands it to what comes next, or gives back nothing. */
  private static boolean isPlainPassage(Check check, List<Stmt> body) {
    if (body.size() != 1 || !(body.getFirst() instanceof Stmt.Return answer)) {
      return false;
    }
    Expr value = answer.value() instanceof Expr.Await w ? w.value() : answer.value();
    return switch (value) {
      case null -> true;
      case Expr.None _ -> true;
      case Expr.Bool b -> b.value();
      case Expr.Call c -> isNext(check, c);
      default -> false;
    };
  }

  /** {@code call_next(request)}, {@code self.app(…)}: no function of the program. */
  private static boolean isNext(Check check, Expr.Call call) {
    Target target = check.view().callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN);
    return !(target instanceof Target.FunctionTarget)
        && !call.args().isEmpty()
        && NameTerms.speaksOf(
            NameTerms.last(call),
            List.of("next", "get-response", "app", "application", "handler", "inner", "wrapped"));
  }

  /** What alone makes a condition true or false: sides of {@code or}, or of {@code and}. */
  private static Stream<Expr> parts(Check check, Expr test, boolean isTrue) {
    return parts(check, test, isTrue, MAX_HELPERS);
  }

  /** The same; helpers may call each other, and themselves. */
  private static Stream<Expr> parts(Check check, Expr test, boolean isTrue, int helpers) {
    return switch (test) {
      case Expr.UnaryOp u when u.op() == UnaryOperator.NOT ->
          parts(check, u.operand(), !isTrue, helpers);
      case Expr.BoolOp b ->
          b.isAnd() == isTrue
              ? Stream.empty()
              : b.values().stream().flatMap(v -> parts(check, v, isTrue, helpers));
      case Expr.Compare c when c.ops().equals(List.of(CompareOperator.NOT_IN)) ->
          isTrue ? Stream.empty() : Stream.of(c);
      case Expr.Call c when isTrue && helpers > 0 ->
          Stream.concat(
              Stream.of(c), answers(check, c).flatMap(v -> parts(check, v, true, helpers - 1)));
      default -> isTrue ? Stream.of(test) : Stream.empty();
    };
  }

  /** What a helper of this file gives back. */
  private static Stream<Expr> answers(Check check, Expr.Call call) {
    return check.view().callOf(call).map(CallSite::target).stream()
        .filter(t -> t instanceof Target.FunctionTarget)
        .map(t -> ((Target.FunctionTarget) t).function())
        .filter(f -> f.module() == check.view().module())
        .flatMap(f -> Inside.all(f.node().body(), Stmt.Return.class).stream())
        .flatMap(r -> Optional.ofNullable(r.value()).stream())
        .filter(v -> !(v instanceof Expr.Call c) || !isHelper(check, c));
  }

  private static boolean isHelper(Check check, Expr.Call call) {
    return check.view().callOf(call).map(CallSite::target).orElse(null)
        instanceof Target.FunctionTarget;
  }

  private void report(Check check, AddressTest.Passed passed, Stmt refusal) {
    check.report(
        check
            .present(Place.of(check.view().module(), passed.test()))
            .control(Control.REMOTE)
            .confidence(passed.isSure() ? Confidence.HIGH : Confidence.MEDIUM)
            .step(Place.of(check.view().module(), passed.address()), "a client writes this address")
            .step(
                Place.of(check.view().module(), refusal), "is not reached where the text is found")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "text", passed.added())));
  }
}
