package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/** What functions take from what is stored, and what they put on a bill. */
record TakenAmounts(ProgramView program, Set<String> priceTerms) {
  private static final Pattern TAKING =
      Pattern.compile(
          "(?is)^\\s*UPDATE\\s.*?\\bSET\\b.*?(\\w+)\\s*=\\s*\\1\\s*-\\s*(\\?|%s|\\$\\d+)");

  private static final Set<String> STORING =
      Set.of("commit", "save", "add", "create", "insert_one", "flush", "execute", "asave");

  /**
   * Something that is taken.
   *
   * @param from the field, as a name
   * @param at where it is taken
   * @param isBill whether it is a number of things, of which each has the price {@code from}
   */
  record Taken(String from, Expr amount, Node at, boolean isBill) {}

  /** Returns what a function takes itself. */
  List<Taken> in(PythonFunction function) {
    List<Taken> found = new ArrayList<>();
    List<Stmt> body = function.node().body();
    for (Stmt statement : Inside.all(body, Stmt.class)) {
      counted(statement).ifPresent(found::add);
    }
    for (Expr.Call call : Inside.all(body, Expr.Call.class)) {
      written(call, function).or(() -> counted(call)).ifPresent(found::add);
    }
    if (Inside.any(body, Expr.Call.class, c -> STORING.contains(NameTerms.last(c)))) {
      Inside.all(body, Expr.BinOp.class).stream()
          .flatMap(b -> billed(b, function))
          .forEach(found::add);
    }
    return found;
  }

  /** {@code UPDATE purses SET left = left - ?}, with the value for the place. */
  private Optional<Taken> written(Expr.Call call, PythonFunction function) {
    if (call.args().size() < 2) {
      return Optional.empty();
    }
    String text =
        call.args().getFirst() instanceof Expr.Name named
            ? program.values().text(named, function.module()).orElse("")
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
    List<Node> given = StoreCalls.given(call, function.module());
    return at < given.size() && given.get(at) instanceof Expr amount
        ? Optional.of(new Taken(taking.group(1), amount, call, false))
        : Optional.empty();
  }

  /** {@code account.balance -= amount}, {@code row["left"] = row["left"] - amount}. */
  private static Optional<Taken> counted(Stmt statement) {
    return switch (statement) {
      case Stmt.AugAssign a when a.op() == Operator.SUB ->
          field(a.target()).map(f -> new Taken(f, a.value(), a, false));
      case Stmt.Assign a
          when a.value() instanceof Expr.BinOp b
              && b.op() == Operator.SUB
              && field(b.left()).isPresent()
              && field(b.left()).equals(field(a.targets().getFirst())) ->
          field(b.left()).map(f -> new Taken(f, b.right(), a, false));
      default -> Optional.empty();
    };
  }

  /**
   * {@code update(left=F("left") - amount)}, {@code values(left=Purse.left - amount)}, {@code
   * {"$inc": {"left": -amount}}}.
   */
  private static Optional<Taken> counted(Expr.Call call) {
    Stream<Taken> byColumn =
        call.keywords().stream()
            .filter(k -> k.name() != null && k.value() instanceof Expr.BinOp)
            .flatMap(k -> ofColumn(String.valueOf(k.name()), (Expr.BinOp) k.value(), call));
    Stream<Taken> byOperator =
        call.args().stream()
            .filter(a -> a instanceof Expr.Dict)
            .flatMap(a -> entries((Expr.Dict) a))
            .filter(e -> e.key.equals("$inc") && e.value instanceof Expr.Dict)
            .flatMap(e -> entries((Expr.Dict) e.value))
            .flatMap(e ->
                e.value instanceof Expr.UnaryOp u && u.op() == UnaryOperator.U_SUB
                    ? Stream.of(new Taken(e.key, u.operand(), call, false))
                    : Stream.<Taken>of());
    return Stream.concat(byColumn, byOperator).findFirst();
  }

  private static Stream<Taken> ofColumn(String name, Expr.BinOp counted, Expr.Call call) {
    boolean isOfIt =
        switch (counted.left()) {
          case Expr.Attribute a -> a.attribute().equals(name);
          case Expr.Call c ->
              c.args().size() == 1
                  && c.args().getFirst() instanceof Expr.Str s
                  && s.value().equals(name);
          default -> false;
        };
    return isOfIt && counted.op() == Operator.SUB
        ? Stream.of(new Taken(name, counted.right(), call, false))
        : Stream.of();
  }

  private record Entry(String key, Expr value) {}

  private static Stream<Entry> entries(Expr.Dict dict) {
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      if (dict.keys().get(i) instanceof Expr.Str key) {
        found.add(new Entry(key.value(), dict.values().get(i)));
      }
    }
    return found.stream();
  }

  /** {@code item.price * count}, of an item that is looked up. */
  private Stream<Taken> billed(Expr.BinOp product, PythonFunction function) {
    return product.op() != Operator.MULT
        ? Stream.of()
        : Stream.concat(
            billed(product, product.left(), product.right(), function),
            billed(product, product.right(), product.left(), function));
  }

  private Stream<Taken> billed(
      Expr.BinOp product, Expr price, Expr count, PythonFunction function) {
    return price instanceof Expr.Attribute a
            && NameTerms.endsWith(a.attribute(), priceTerms)
            && a.value() instanceof Expr.Name item
            && isLookedUp(item, function)
        ? Stream.of(new Taken(a.attribute(), count, product, true))
        : Stream.of();
  }

  private static boolean isLookedUp(Expr.Name item, PythonFunction function) {
    return function.module().scopes().onlyValue(item).stream()
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .anyMatch(c -> StoreCalls.reach(c).isPresent());
  }

  static Optional<String> field(Expr target) {
    return switch (target) {
      case Expr.Attribute a -> Optional.of(a.attribute());
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> Optional.of(key.value());
      default -> Optional.empty();
    };
  }
}
