package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Handlers that mark what is stored as paid, and note as paid whatever number the client sends:
 * nothing compares it with what was to be paid.
 */
record SettledByClient(ClientPrice rule, Check check, PythonFunction function) {
  private static final Set<String> SETTLED = Set.of("paid", "settled", "closed", "completed");

  private static final Set<String> CHECKED = Set.of("validated_data", "cleaned_data");

  /** Where the amount is written, and its name in what is sent. */
  record Found(Expr written, String name) {}

  /** Whether an expression is one of those marks: {@code "paid"}. */
  static boolean settles(Expr mark) {
    return mark instanceof Expr.Str s && SETTLED.contains(s.value().toLowerCase(Locale.ROOT));
  }

  Optional<Found> find() {
    List<Stmt.Assign> assigns = Inside.all(function.node().body(), Stmt.Assign.class);
    return assigns.stream()
        .filter(a -> settles(a.value()) && record(a) != null)
        .flatMap(mark ->
            assigns.stream()
                .filter(a -> a != mark && String.valueOf(record(mark)).equals(record(a)))
                .flatMap(a -> sent(a.value(), 2).map(n -> new Found(a.value(), n)).stream())
                .filter(f -> !isCompared(f.written)))
        .findFirst();
  }

  /** The name of the record whose field a statement writes. */
  private static @Nullable String record(Stmt.Assign assign) {
    return assign.targets().getFirst() instanceof Expr.Attribute a
            && a.value() instanceof Expr.Name n
        ? n.id()
        : null;
  }

  /** The name under which a client sends an amount. */
  private Optional<String> sent(Expr value, int depth) {
    return switch (value) {
      case Expr.Subscript s when s.index() instanceof Expr.Str key && isSent(s.value()) ->
          named(key.value());
      case Expr.Attribute a
          when a.value() instanceof Expr.Name model
              && new ClientModels(check, function).field(model, a.attribute()).isPresent() ->
          named(a.attribute());
      case Expr.Call c
          when c.function() instanceof Expr.Name
              && c.args().size() == 1
              && Set.of("int", "float", "Decimal").contains(NameTerms.last(c)) ->
          sent(c.args().getFirst(), depth);
      case Expr.Name n when depth > 0 ->
          check.view().module().scopes().onlyValue(n).flatMap(v -> sent(v, depth - 1));
      default -> Optional.empty();
    };
  }

  private Optional<String> named(String name) {
    return NameTerms.endsWith(name, rule.priceTerms()) ? Optional.of(name) : Optional.empty();
  }

  private boolean isSent(Expr holder) {
    return (holder instanceof Expr.Attribute a && CHECKED.contains(a.attribute()))
        || new ClientMappings(check).isClients(holder);
  }

  /** Whether a name, or what it was read from, is compared with anything. */
  private boolean isCompared(Expr amount) {
    List<Node> names =
        amount instanceof Expr.Name n
            ? List.of(n, check.view().module().scopes().onlyValue(n).orElse(n))
            : List.of(amount);
    List<String> written =
        names.stream().map(e -> Wording.written((Expr) e, check.view())).toList();
    return Inside.all(function.node().body(), Expr.Compare.class).stream()
        .flatMap(c -> Inside.all(List.of((Node) c), Expr.class).stream())
        .anyMatch(e -> written.contains(Wording.written(e, check.view())));
  }
}
