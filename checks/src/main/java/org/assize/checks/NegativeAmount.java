package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.TakenAmounts.Taken;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds amounts of a client that are taken from what is stored after a test of the upper limit
 * alone: less than nothing passes it, and is added.
 *
 * @param numbers names of types that hold negative numbers as well
 * @param bounds keywords of declarations that may leave negative numbers out
 * @param numberFields last words of fields of forms and serializers that hold numbers
 * @param ownTerms last words of fields that hold what belongs to somebody, from which less than
 *     nothing is taken even where nothing asks whether enough is left
 * @param priceTerms last words of prices: a number of things that is multiplied with one is a bill
 * @param say sentences for {@code present}, {@code unasked}, where not even too much is refused,
 *     {@code billed} and {@code test}; {@code {name}} is the amount, {@code {field}} what it is
 *     taken from, or the price
 */
public record NegativeAmount(
    Set<String> numbers,
    Set<String> bounds,
    Set<String> numberFields,
    Set<String> ownTerms,
    Set<String> priceTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<CompareOperator> ORDERS =
      Set.of(CompareOperator.LT, CompareOperator.LT_E, CompareOperator.GT, CompareOperator.GT_E);

  /** Checks the sentences. */
  public NegativeAmount {
    Sentences.require(say, List.of("present", "unasked", "billed", "test"));
  }

  @Override
  public void review(Check check) {
    TakenAmounts amounts = new TakenAmounts(check.program(), priceTerms);
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      amounts.in(function).forEach(t -> judge(check, function, t));
      for (CallSite call : check.view().callsIn(function)) {
        if (!call.node().args().isEmpty() || !call.node().keywords().isEmpty()) {
          new CalledFunction(check.program())
              .of(call.node(), check.view())
              .filter(callee -> callee != function && !check.program().isTest(callee.module()))
              .ifPresent(callee -> handed(check, function, call, callee, amounts));
        }
      }
    }
  }

  private void judge(Check check, PythonFunction function, Taken taken) {
    Optional<Expr> chosen = new ClientNumbers(this, check, function).chosen(taken.amount());
    if (chosen.isEmpty()) {
      return;
    }
    Limits limits = limits(function, taken, chosen.get());
    boolean isOwn = taken.isBill() || NameTerms.endsWith(taken.from(), ownTerms);
    if (!limits.isLimited && (limits.upper.isPresent() || isOwn)) {
      report(check, function, taken.at(), taken, chosen.get(), limits.upper);
    }
  }

  /** What a handler hands over, where what it calls takes it from what is stored. */
  private void handed(
      Check check,
      PythonFunction function,
      CallSite call,
      PythonFunction callee,
      TakenAmounts amounts) {
    for (Taken taken : amounts.in(callee)) {
      Optional<Expr> given =
          taken.amount() instanceof Expr.Name p && !isBoundAgain(callee, p.id())
              ? argument(callee, call, p.id())
              : Optional.empty();
      Optional<Expr> chosen = given.flatMap(new ClientNumbers(this, check, function)::chosen);
      if (chosen.isPresent()) {
        Limits there = limits(callee, taken, taken.amount());
        Limits here =
            limits(
                function, new Taken(taken.from(), given.get(), call.node(), false), chosen.get());
        boolean isOwn = NameTerms.endsWith(taken.from(), ownTerms);
        boolean isAsked = there.upper.isPresent() || here.upper.isPresent();
        if (!there.isLimited && !here.isLimited && (isAsked || isOwn)) {
          report(check, function, call.node(), taken, chosen.get(), here.upper);
          return;
        }
      }
    }
  }

  private static Optional<Expr> argument(PythonFunction callee, CallSite call, String parameter) {
    List<String> names = callee.parameters().stream().map(Node.Parameter::name).toList();
    int at = names.indexOf(parameter) - (callee.receiver().isPresent() ? 1 : 0);
    return at < 0 ? Optional.empty() : call.argument(at, parameter);
  }

  private static boolean isBoundAgain(PythonFunction function, String name) {
    return Inside.any(
        function.node().body(),
        Stmt.Assign.class,
        a -> a.targets().stream().anyMatch(t -> t instanceof Expr.Name n && n.id().equals(name)));
  }

  /** Whether anything asks how little an amount is, and what asks only whether it is too much. */
  private record Limits(boolean isLimited, Optional<Expr.Compare> upper) {}

  private static Limits limits(PythonFunction function, Taken taken, Expr chosen) {
    List<Stmt> body = function.node().body();
    List<Expr.Compare> tests =
        Inside.all(body, Expr.Compare.class).stream()
            .filter(c -> isOf(c, chosen) || isOf(c, taken.amount()))
            .toList();
    Optional<Expr.Compare> upper =
        tests.stream().filter(c -> asksWhatIsLeft(c, taken, chosen)).findFirst();
    boolean isLimited =
        tests.stream().anyMatch(c -> !asksWhatIsLeft(c, taken, chosen))
            || Inside.any(
                body, Expr.Call.class, c -> bounds(c, chosen) && c.end() <= taken.at().start());
    return new Limits(isLimited, upper);
  }

  /** Whether one side of a comparison is the amount. */
  private static boolean isOf(Expr.Compare compare, Expr amount) {
    List<Node> sides = new ArrayList<>(compare.comparators());
    sides.add(compare.left());
    return sides.stream().anyMatch(s -> isMentioned(s, amount));
  }

  private static boolean isMentioned(Node in, Expr amount) {
    return Inside.any(List.of(in), Expr.class, e -> isSame(e, amount));
  }

  static boolean isSame(Expr one, Expr other) {
    return switch (one) {
      case Expr.Name n -> other instanceof Expr.Name o && n.id().equals(o.id());
      case Expr.Attribute a ->
          other instanceof Expr.Attribute o
              && a.attribute().equals(o.attribute())
              && isSame(a.value(), o.value());
      default -> false;
    };
  }

  private static boolean asksWhatIsLeft(Expr.Compare compare, Taken taken, Expr chosen) {
    return compare.ops().size() == 1
        && ORDERS.contains(compare.ops().getFirst())
        && (TakenAmounts.field(compare.left()).filter(taken.from()::equals).isPresent()
            || TakenAmounts.field(compare.comparators().getFirst())
                .filter(taken.from()::equals)
                .isPresent()
            || (taken.isBill() && asksWhetherTooMuch(compare, chosen)));
  }

  /** {@code count > item.stock}, {@code item.stock >= count}. */
  private static boolean asksWhetherTooMuch(Expr.Compare compare, Expr chosen) {
    boolean isLeft = isSame(compare.left(), chosen);
    Expr other = isLeft ? compare.comparators().getFirst() : compare.left();
    CompareOperator op = compare.ops().getFirst();
    return TakenAmounts.field(other).isPresent()
        && (isLeft
            ? op == CompareOperator.GT || op == CompareOperator.LT_E
            : op == CompareOperator.LT || op == CompareOperator.GT_E);
  }

  /** {@code abs(amount)}, {@code check_amount(amount)}: whatever it does with it. */
  private static boolean bounds(Expr.Call call, Expr amount) {
    boolean isPlain =
        Set.of("int", "float", "Decimal", "str", "round", "dict", "print")
            .contains(NameTerms.last(call));
    boolean isMade =
        !NameTerms.last(call).isEmpty() && Character.isUpperCase(NameTerms.last(call).charAt(0));
    return !isPlain && !isMade && call.args().stream().anyMatch(a -> isSame(a, amount));
  }

  private void report(
      Check check,
      PythonFunction function,
      Node change,
      Taken taken,
      Expr chosen,
      Optional<Expr.Compare> upper) {
    Place place = Place.of(check.view().module(), change);
    String name = Wording.written(chosen, check.view());
    Finding.Builder finding =
        check.present(place).confidence(Confidence.MEDIUM).control(Control.REMOTE);
    new ClientNumbers(this, check, function)
        .declaration(chosen)
        .ifPresent(d -> finding.step(d, "nothing less is left out where it is declared"));
    upper.ifPresent(
        u -> finding.step(Place.of(check.view().module(), u), "asks only whether it is too much"));
    String which =
        check.inTest()
            ? "test"
            : taken.isBill() ? "billed" : upper.isPresent() ? "present" : "unasked";
    check.report(
        finding
            .step(
                place,
                taken.isBill()
                    ? "less than nothing makes it cheaper"
                    : "less than nothing is taken away, and so added")
            .saying(new Sentences(say).fill(which, "name", name, "field", taken.from())));
  }
}
