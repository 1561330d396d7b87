package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Finds amounts of a client that are taken from what is stored after a test of the upper limit
 * alone: less than nothing passes it, and is added.
 *
 * @param numbers names of types that hold negative numbers as well
 * @param bounds keywords of declarations that may leave negative numbers out
 * @param numberFields last words of fields of forms and serializers that hold numbers
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the amount, {@code
 *     {field}} what it is taken from
 */
public record NegativeAmount(
    Set<String> numbers, Set<String> bounds, Set<String> numberFields, Map<String, String> say)
    implements Detector {
  private static final Set<CompareOperator> ORDERS =
      Set.of(CompareOperator.LT, CompareOperator.LT_E, CompareOperator.GT, CompareOperator.GT_E);

  /** Checks the sentences. */
  public NegativeAmount {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    RequestHandlers handlers = new RequestHandlers(check.program());
    for (PythonFunction function : check.view().module().scopes().functions()) {
      for (Stmt statement : Inside.all(function.node().body(), Stmt.class)) {
        taken(statement)
            .filter(t -> handlers.answers(function))
            .ifPresent(t -> judge(check, function, statement, t));
      }
    }
  }

  /**
   * Something that is taken from what is stored.
   *
   * @param from the field, as a name
   */
  private record Taken(String from, Expr amount) {}

  /** {@code account.balance -= amount}, {@code row["left"] = row["left"] - amount}. */
  private static Optional<Taken> taken(Stmt statement) {
    return switch (statement) {
      case Stmt.AugAssign a when a.op() == Operator.SUB ->
          field(a.target()).map(f -> new Taken(f, a.value()));
      case Stmt.Assign a
          when a.value() instanceof Expr.BinOp b
              && b.op() == Operator.SUB
              && field(b.left()).isPresent()
              && field(b.left()).equals(field(a.targets().getFirst())) ->
          field(b.left()).map(f -> new Taken(f, b.right()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> field(Expr target) {
    return switch (target) {
      case Expr.Attribute a -> Optional.of(a.attribute());
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> Optional.of(key.value());
      default -> Optional.empty();
    };
  }

  private void judge(Check check, PythonFunction function, Stmt statement, Taken taken) {
    List<Stmt> body = function.node().body();
    List<Expr.Compare> tests =
        Inside.all(body, Expr.Compare.class).stream().filter(c -> isOf(c, taken.amount())).toList();
    Optional<Expr.Compare> upper = tests.stream().filter(c -> asksWhatIsLeft(c, taken)).findFirst();
    boolean isLimited =
        tests.stream().anyMatch(c -> !asksWhatIsLeft(c, taken))
            || Inside.any(body, Expr.Call.class, c -> bounds(c, taken.amount()));
    if (upper.isPresent()
        && !isLimited
        && new ClientNumbers(this, check, function).isAny(taken.amount())) {
      report(check, statement, upper.get(), taken);
    }
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

  private static boolean asksWhatIsLeft(Expr.Compare compare, Taken taken) {
    return compare.ops().size() == 1
        && ORDERS.contains(compare.ops().getFirst())
        && (field(compare.left()).filter(taken.from()::equals).isPresent()
            || field(compare.comparators().getFirst()).filter(taken.from()::equals).isPresent());
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

  private void report(Check check, Stmt statement, Expr.Compare upper, Taken taken) {
    Place place = Place.of(check.view().module(), statement);
    String name = Wording.written(taken.amount(), check.view());
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(Place.of(check.view().module(), upper), "asks only whether it is too much")
            .step(place, "less than nothing is taken away, and so added")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present", "name", name, "field", taken.from())));
  }
}
