package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Records that are added unless there is one, where each of them counts and the table takes two: of
 * two requests at once both find none.
 */
record DoubledEntry(Check check) {
  private static final Set<Operator> COUNTING = Set.of(Operator.ADD, Operator.SUB);

  /** What says in a model that no two records may be alike. */
  private static final Set<String> UNIQUE =
      Set.of(
          "UniqueConstraint", "unique_together", "unique", "PrimaryKeyConstraint", "primary_key");

  /**
   * The question whether there is one, where one is added, and what it is.
   *
   * @param sibling the model of the same module that takes no two
   */
  record Found(Expr test, Expr added, String kind, PythonClass sibling) {}

  Stream<Found> find() {
    return check.view().all(Stmt.If.class).stream().flatMap(s -> found(s).stream());
  }

  private Optional<Found> found(Stmt.If test) {
    Optional<StoreCalls.Reach> asked =
        Inside.all(List.of((Node) test.test()), Expr.Call.class).stream()
            .flatMap(c -> StoreCalls.reach(c).stream())
            .filter(r -> r.verb() == Touch.Verb.READ && r.criteria().size() > 1)
            .findFirst();
    if (asked.isEmpty() || !counts(test.body())) {
      return Optional.empty();
    }
    String kind = asked.get().kind();
    return Inside.all(test.body(), Expr.Call.class).stream()
        .filter(c -> MadeThings.in(c).filter(m -> m.kind().equals(kind)).isPresent())
        .findFirst()
        .flatMap(added -> taking(kind).map(s -> new Found(test.test(), added, kind, s)));
  }

  private static boolean counts(List<Stmt> body) {
    return Inside.any(body, Stmt.AugAssign.class, a -> COUNTING.contains(a.op()))
        || Inside.any(
            body,
            Expr.BinOp.class,
            b ->
                COUNTING.contains(b.op())
                    && (b.left() instanceof Expr.Attribute || NameTerms.last(b.left()).equals("F"))
                    && b.right() instanceof Expr.Int);
  }

  /** A neighbour of the one model of a kind that takes two of a kind, which takes no two. */
  private Optional<PythonClass> taking(String kind) {
    List<PythonClass> models =
        check.program().program().modules().stream()
            .filter(m -> !m.isTemplate() && !check.program().isTest(m))
            .flatMap(m -> m.scopes().classes().stream())
            .filter(c -> c.name().equals(kind))
            .toList();
    return models.size() == 1 && !isUnique(models.getFirst()) && isTable(models.getFirst())
        ? neighbours(models.getFirst().module())
            .filter(c -> c != models.getFirst() && isUniqueTogether(c))
            .findFirst()
        : Optional.empty();
  }

  private static Stream<PythonClass> neighbours(PythonModule module) {
    return module.scopes().classes().stream();
  }

  private static boolean isTable(PythonClass model) {
    return model.body().symbols().stream()
        .flatMap(s -> s.only().flatMap(b -> b.value()).stream())
        .anyMatch(v ->
            Inside.any(
                List.of((Node) v),
                Expr.Call.class,
                c -> Set.of("Column", "mapped_column", "ForeignKey").contains(NameTerms.last(c))));
  }

  /** Whether anything but the number of a record says that there are no two. */
  private static boolean isUnique(PythonClass model) {
    return model.body().symbols().stream()
        .filter(s -> !Set.of("id", "pk", "uuid").contains(s.name()))
        .anyMatch(s -> UNIQUE.contains(s.name()) || speaks(s));
  }

  private static boolean speaks(Symbol field) {
    List<Node> value =
        field.only().flatMap(b -> b.value()).map(v -> List.of((Node) v)).orElse(List.of());
    return Inside.any(value, Node.Keyword.class, k -> UNIQUE.contains(String.valueOf(k.name())))
        || Inside.any(value, Expr.Call.class, c -> UNIQUE.contains(NameTerms.last(c)));
  }

  private static boolean isUniqueTogether(PythonClass model) {
    return Inside.deep(model.node().body(), Expr.Call.class).stream()
            .anyMatch(c -> NameTerms.last(c).equals("UniqueConstraint"))
        || Inside.deep(model.node().body(), Expr.Name.class).stream()
            .anyMatch(n -> n.id().equals("unique_together"));
  }
}
