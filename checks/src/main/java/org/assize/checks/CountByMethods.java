package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Numbers that one method of the program reads from a store and another one writes back: {@code
 * left = cards.visits(number)}, then {@code cards.set_visits(number, left - 1)}.
 *
 * @param amountTerms last words of numbers that matter
 */
record CountByMethods(Check check, Set<String> amountTerms) {
  private static final Set<Operator> COUNTING = Set.of(Operator.ADD, Operator.SUB);
  private static final Set<String> WRITING =
      Set.of("set", "update", "save", "write", "put", "store");
  private static final Set<String> READING = Set.of("get", "read", "load", "fetch");

  /**
   * A number that is written back.
   *
   * @param pause what is awaited after the test and before the number is written
   */
  record Found(String name, Expr test, Optional<Expr> pause, Expr.Call write) {}

  List<Found> find() {
    return check.view().calls().stream().flatMap(c -> written(c.node()).stream()).toList();
  }

  private Optional<Found> written(Expr.Call write) {
    String stem = without(WRITING, NameTerms.last(write));
    if (stem.isEmpty() || !NameTerms.endsWith(stem, amountTerms) || !changesStored(write)) {
      return Optional.empty();
    }
    return check.view().module().scopes().functionAt(write.start()).stream()
        .flatMap(f ->
            write.args().stream()
                .flatMap(CountByMethods::counted)
                .filter(n -> isRead(n, stem))
                .flatMap(n -> tested(f, n, stem, write).stream()))
        .findFirst();
  }

  private static Stream<Expr.Name> counted(Expr arg) {
    return arg instanceof Expr.BinOp b
            && COUNTING.contains(b.op())
            && b.left() instanceof Expr.Name n
        ? Stream.of(n)
        : Stream.of();
  }

  /** Whether a name is what a method gave that is called like the one that writes. */
  private boolean isRead(Expr.Name name, String stem) {
    return check.view().module().scopes().at(name.start()).lookup(name.id()).stream()
        .flatMap(s -> s.bindings().stream())
        .flatMap(b -> b.value().stream())
        .map(v -> v instanceof Expr.Await a ? a.value() : v)
        .anyMatch(v ->
            v instanceof Expr.Call c
                && c.function() instanceof Expr.Attribute a
                && (a.attribute().equals(stem) || without(READING, a.attribute()).equals(stem)));
  }

  private static Optional<Found> tested(
      PythonFunction function, Expr.Name name, String stem, Expr.Call write) {
    List<Stmt> body = function.node().body();
    return Inside.all(body, Expr.Compare.class).stream()
        .filter(t -> t.end() <= write.start() && Inside.mentions(List.of(t), name.id()))
        .findFirst()
        .map(t -> {
          Optional<Expr> pause =
              Inside.all(body, Expr.Await.class).stream()
                  .filter(a -> a.start() >= t.end() && a.end() <= write.start())
                  .map(Expr.class::cast)
                  .findFirst();
          return new Found(stem, t, pause, write);
        });
  }

  private boolean changesStored(Expr.Call call) {
    return new CalledFunction(check.program())
        .of(call, check.view())
        .filter(f ->
            Inside.any(
                f.node().body(),
                Expr.Call.class,
                c ->
                    StoreCalls.reach(c)
                        .filter(r -> r.verb() == Touch.Verb.CHANGE && !StoreCalls.isGift(c))
                        .isPresent()))
        .isPresent();
  }

  /** What is left of a name behind one of some first words; empty where it begins with another. */
  private static String without(Set<String> first, String name) {
    int end = name.indexOf('_');
    return end > 0 && first.contains(name.substring(0, end)) ? name.substring(end + 1) : "";
  }
}
