package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * @param ownTerms last words of fields that hold what belongs to somebody, from which less than
 *     nothing is taken even where nothing asks whether enough is left
 * @param say sentences for {@code present}, {@code unasked}, where not even too much is refused,
 *     and {@code test}; {@code {name}} is the amount, {@code {field}} what it is taken from
 */
public record NegativeAmount(
    Set<String> numbers,
    Set<String> bounds,
    Set<String> numberFields,
    Set<String> ownTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<CompareOperator> ORDERS =
      Set.of(CompareOperator.LT, CompareOperator.LT_E, CompareOperator.GT, CompareOperator.GT_E);

  private static final Pattern TAKING =
      Pattern.compile(
          "(?is)^\\s*UPDATE\\s.*?\\bSET\\b.*?(\\w+)\\s*=\\s*\\1\\s*-\\s*(\\?|%s|\\$\\d+)");

  /** Checks the sentences. */
  public NegativeAmount {
    Sentences.require(say, List.of("present", "unasked", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      for (Stmt statement : Inside.all(function.node().body(), Stmt.class)) {
        taken(statement).ifPresent(t -> judge(check, function, statement, t));
      }
      for (Expr.Call call : Inside.all(function.node().body(), Expr.Call.class)) {
        written(check, call).ifPresent(t -> judge(check, function, call, t));
      }
    }
  }

  /** {@code UPDATE purses SET left = left - ?}, with the value for the place. */
  private static Optional<Taken> written(Check check, Expr.Call call) {
    if (call.args().size() < 2) {
      return Optional.empty();
    }
    String text =
        call.args().getFirst() instanceof Expr.Name named
            ? check.program().values().text(named, check.view().module()).orElse("")
            : StoreCalls.text(call.args().getFirst());
    Matcher taking = TAKING.matcher(text);
    if (!taking.find()) {
      return Optional.empty();
    }
    String place = taking.group(2);
    int at =
        place.startsWith("$")
            ? Integer.parseInt(place.substring(1)) - 1
            : (int) StoreCalls.PLACES.matcher(text.substring(0, taking.start(2))).results().count();
    List<Node> given = StoreCalls.given(call, check.view().module());
    return at < given.size() && given.get(at) instanceof Expr amount
        ? Optional.of(new Taken(taking.group(1), amount))
        : Optional.empty();
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

  private void judge(Check check, PythonFunction function, Node change, Taken taken) {
    List<Stmt> body = function.node().body();
    ClientNumbers numbers = new ClientNumbers(this, check, function);
    Optional<Expr> chosen = numbers.chosen(taken.amount());
    if (chosen.isEmpty()) {
      return;
    }
    List<Expr.Compare> tests =
        Inside.all(body, Expr.Compare.class).stream()
            .filter(c -> isOf(c, chosen.get()) || isOf(c, taken.amount()))
            .toList();
    Optional<Expr.Compare> upper = tests.stream().filter(c -> asksWhatIsLeft(c, taken)).findFirst();
    boolean isLimited =
        tests.stream().anyMatch(c -> !asksWhatIsLeft(c, taken))
            || Inside.any(
                body, Expr.Call.class, c -> bounds(c, chosen.get()) && c.end() <= change.start());
    boolean isOwn = NameTerms.endsWith(taken.from(), ownTerms);
    if (!isLimited && (upper.isPresent() || isOwn)) {
      report(check, change, upper, taken);
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

  private void report(Check check, Node change, Optional<Expr.Compare> upper, Taken taken) {
    Place place = Place.of(check.view().module(), change);
    String name = Wording.written(taken.amount(), check.view());
    Finding.Builder finding =
        check.present(place).confidence(Confidence.MEDIUM).control(Control.REMOTE);
    upper.ifPresent(
        u -> finding.step(Place.of(check.view().module(), u), "asks only whether it is too much"));
    String which = check.inTest() ? "test" : upper.isPresent() ? "present" : "unasked";
    check.report(
        finding
            .step(place, "less than nothing is taken away, and so added")
            .saying(new Sentences(say).fill(which, "name", name, "field", taken.from())));
  }
}
