package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Finds prices and times of which the client says what they are, although the program knows them: a
 * price that comes before the stored one, one that a buyer multiplies with a number of things, a
 * time that is held against a deadline.
 *
 * @param words by which code shows that it asks
 * @param priceTerms last words of prices
 * @param countTerms last words of numbers of things
 * @param buyingTerms words of handlers by which somebody buys something
 * @param say sentences for {@code replaced}, {@code counted}, {@code settled}, {@code timed} and
 *     {@code test}; {@code {name}} is what the client sends
 */
public record ClientPrice(
    GuardWords words,
    Set<String> priceTerms,
    Set<String> countTerms,
    Set<String> buyingTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> NOW = Set.of("now", "utcnow", "time", "today");

  private static final Set<String> READING =
      Set.of("fromisoformat", "fromtimestamp", "strptime", "parse", "parse_datetime");

  /** Checks the sentences. */
  public ClientPrice {
    Sentences.require(say, List.of("replaced", "counted", "settled", "timed", "test"));
  }

  @Override
  public void review(Check check) {
    GuardedCode code = new GuardedCode(words, check.program(), check.view());
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      if (!mayMatter(function) || isOfStaff(code, function)) {
        continue;
      }
      List<Stmt> body = function.node().body();
      for (Expr.BoolOp choice : Inside.all(body, Expr.BoolOp.class)) {
        replaced(check, function, choice).ifPresent(n -> report(check, choice, n, "replaced"));
      }
      if (NameTerms.speaksOf(function.name(), buyingTerms) || knowsPrice(check, function)) {
        for (Expr.BinOp product : Inside.all(body, Expr.BinOp.class)) {
          counted(check, function, product).ifPresent(n -> report(check, product, n, "counted"));
        }
      }
      new SettledByClient(this, check, function)
          .find()
          .ifPresent(found -> report(check, found.written(), found.name(), "settled"));
      for (Expr.Compare compare : Inside.all(body, Expr.Compare.class)) {
        timed(check, function, compare).ifPresent(n -> report(check, compare, n, "timed"));
      }
    }
  }

  private static boolean mayMatter(PythonFunction function) {
    List<Stmt> body = function.node().body();
    return Inside.any(
        body,
        Expr.class,
        e ->
            e instanceof Expr.BoolOp
                || (e instanceof Expr.BinOp b && b.op() == Operator.MULT)
                || SettledByClient.settles(e)
                || (e instanceof Expr.Call c && READING.contains(NameTerms.last(c))));
  }

  private boolean isOfStaff(GuardedCode code, PythonFunction function) {
    return code.guards(function).stream()
        .filter(g -> !NameTerms.speaksOf(g, buyingTerms)) // who owns a basket sets no price
        .anyMatch(g -> NameTerms.speaksOf(g, GuardStrength.PRIVILEGES));
  }

  /** {@code sent.price or stored.price}. */
  private Optional<String> replaced(Check check, PythonFunction function, Expr.BoolOp choice) {
    if (choice.isAnd() || choice.values().size() != 2) {
      return Optional.empty();
    }
    Expr stored = choice.values().getLast();
    boolean isStored =
        stored instanceof Expr.Attribute a
            && NameTerms.endsWith(a.attribute(), priceTerms)
            && a.value() instanceof Expr.Name record
            && isLookedUp(check, record);
    return isStored ? sentPrice(check, function, choice.values().getFirst()) : Optional.empty();
  }

  private static boolean isLookedUp(Check check, Expr.Name record) {
    return check.view().module().scopes().onlyValue(record).stream()
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .anyMatch(c -> StoreCalls.reach(c).isPresent());
  }

  private Optional<String> sentPrice(Check check, PythonFunction function, Expr sent) {
    return switch (sent) {
      case Expr.Attribute a
          when a.value() instanceof Expr.Name model
              && NameTerms.endsWith(a.attribute(), priceTerms)
              && new ClientModels(check, function).field(model, a.attribute()).isPresent() ->
          Optional.of(a.attribute());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key
              && NameTerms.endsWith(key.value(), priceTerms)
              && new ClientMappings(check).isClients(a.value()) ->
          Optional.of(key.value());
      case Expr.Call c when c.args().size() == 1 && c.function() instanceof Expr.Name ->
          sentPrice(check, function, c.args().getFirst());
      default -> Optional.empty();
    };
  }

  /** {@code line["price"] * line["quantity"]} of what a client sends. */
  private Optional<String> counted(Check check, PythonFunction function, Expr.BinOp product) {
    if (product.op() != Operator.MULT) {
      return Optional.empty();
    }
    Optional<Entry> left = entry(check, product.left(), 2);
    Optional<Entry> right = entry(check, product.right(), 2);
    if (left.isEmpty() || right.isEmpty() || !left.get().holder.equals(right.get().holder)) {
      return Optional.empty();
    }
    boolean isBill =
        (NameTerms.endsWith(left.get().key, priceTerms)
                && NameTerms.endsWith(right.get().key, countTerms))
            || (NameTerms.endsWith(left.get().key, countTerms)
                && NameTerms.endsWith(right.get().key, priceTerms));
    return isBill && isSent(check, function, left.get())
        ? Optional.of(
            NameTerms.endsWith(left.get().key, priceTerms) ? left.get().key : right.get().key)
        : Optional.empty();
  }

  /** An entry of a local mapping. */
  private record Entry(String holder, String key, Expr.Name at) {}

  private static Optional<Entry> entry(Check check, Expr number, int depth) {
    return switch (number) {
      case Expr.Subscript s
          when s.index() instanceof Expr.Str key && s.value() instanceof Expr.Name n ->
          Optional.of(new Entry(n.id(), key.value(), n));
      case Expr.Attribute a when a.value() instanceof Expr.Name n ->
          Optional.of(new Entry(n.id(), a.attribute(), n));
      case Expr.Call c when c.args().size() == 1 -> entry(check, c.args().getFirst(), depth);
      case Expr.Name n when depth > 0 ->
          check.view().module().scopes().onlyValue(n).flatMap(v -> entry(check, v, depth - 1));
      default -> Optional.empty();
    };
  }

  /**
   * Whether another handler of the module reads such a price of what is stored: the program knows
   * what things cost.
   */
  private boolean knowsPrice(Check check, PythonFunction function) {
    return RequestHandlers.of(check.program()).in(check.view().module()).stream()
        .filter(f -> f != function)
        .flatMap(f -> Inside.all(f.node().body(), Expr.Attribute.class).stream())
        .anyMatch(a ->
            NameTerms.endsWith(a.attribute(), priceTerms)
                && !NameTerms.endsWith(a.attribute(), countTerms)
                && a.value() instanceof Expr.Name record
                && isLookedUp(check, record));
  }

  /** Whether a mapping or a model is one of a list that a client sends, or what it sends itself. */
  private static boolean isSent(Check check, PythonFunction function, Entry entry) {
    ClientMappings mappings = new ClientMappings(check);
    if (mappings.isClients(entry.at)
        || new ClientModels(check, function).field(entry.at, entry.key).isPresent()) {
      return true;
    }
    return Inside.all(function.node().body(), Node.class).stream()
        .anyMatch(n ->
            switch (n) {
              case Node.Comprehension c ->
                  isNamed(c.target(), entry.holder) && isListOfClient(check, c.iter());
              case Stmt.For f ->
                  isNamed(f.target(), entry.holder) && isListOfClient(check, f.iter());
              default -> false;
            });
  }

  private static boolean isNamed(Expr target, String name) {
    return target instanceof Expr.Name n && n.id().equals(name);
  }

  private static boolean isListOfClient(Check check, Expr list) {
    Expr value = list instanceof Expr.Name n ? Values.display(n, check.view().module()) : list;
    ClientMappings mappings = new ClientMappings(check);
    return switch (value) {
      case Expr.Subscript s when s.index() instanceof Expr.Str -> mappings.isClients(s.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a && a.attribute().equals("get") ->
          mappings.isClients(a.value());
      default -> mappings.isClients(value);
    };
  }

  /**
   * A time of the client, held against what other handlers of the module hold against the clock.
   */
  private static Optional<String> timed(
      Check check, PythonFunction function, Expr.Compare compare) {
    if (compare.ops().size() != 1) {
      return Optional.empty();
    }
    Expr left = compare.left();
    Expr right = compare.comparators().getFirst();
    return sentTime(check, left)
        .filter(_ -> isDeadline(check, function, right))
        .or(() -> sentTime(check, right).filter(_ -> isDeadline(check, function, left)));
  }

  private static Optional<String> sentTime(Check check, Expr side) {
    Expr value = side instanceof Expr.Name n ? Values.display(n, check.view().module()) : side;
    return value instanceof Expr.Call c
            && READING.contains(NameTerms.last(c))
            && !c.args().isEmpty()
            && c.args().getFirst() instanceof Expr.Subscript s
            && s.index() instanceof Expr.Str key
            && new ClientMappings(check).isClients(s.value())
        ? Optional.of(key.value())
        : Optional.empty();
  }

  private static boolean isDeadline(Check check, PythonFunction function, Expr field) {
    Optional<String> name = field(field);
    return name.isPresent()
        && check.view().all(Expr.Compare.class).stream()
            .filter(c -> c.start() < function.node().start() || c.end() > function.node().end())
            .filter(c -> c.ops().size() == 1)
            .anyMatch(c ->
                (field(c.left()).equals(name) && isNow(c.comparators().getFirst()))
                    || (field(c.comparators().getFirst()).equals(name) && isNow(c.left())));
  }

  private static Optional<String> field(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> Optional.of(a.attribute());
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> Optional.of(key.value());
      default -> Optional.empty();
    };
  }

  private static boolean isNow(Expr value) {
    return value instanceof Expr.Call c && NOW.contains(NameTerms.last(c));
  }

  private void report(Check check, Expr at, String name, String which) {
    Place place = Place.of(check.view().module(), at);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(place, name + " is what the client says it is")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", name)));
  }
}
