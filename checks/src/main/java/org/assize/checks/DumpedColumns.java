package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds answers that hold all columns of a record, a secret among them: {@code
 * jsonify(user.to_dict())} of a method that goes through the columns of the table.
 *
 * @param secretTerms words of columns that hold a secret
 * @param makers what declares a column
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the column, {@code
 *     {method}} what gives all of them
 */
public record DumpedColumns(Set<String> secretTerms, Set<String> makers, Map<String, String> say)
    implements Detector {
  private static final Set<String> ALL_FIELDS =
      Set.of("columns", "column_attrs", "__dict__", "_meta", "fields", "attrs");

  static final Set<String> ANSWERING =
      Set.of("jsonify", "json_response", "JsonResponse", "JSONResponse", "make_response", "json");

  /** Checks the sentences. */
  public DumpedColumns {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    RequestHandlers handlers = RequestHandlers.of(check.program());
    for (PythonFunction function : check.view().module().scopes().functions()) {
      for (Stmt.Return answer : Inside.all(function.node().body(), Stmt.Return.class)) {
        if (answer.value() != null && (handlers.answers(function) || isAnswer(answer.value()))) {
          List<Node> whole = SingleUse.whole(answer.value(), function.module());
          List<Expr.Call> calls = Inside.all(whole, Expr.Call.class);
          calls.forEach(call -> dumped(check, call));
          Inside.all(whole, Expr.DictComp.class).forEach(all -> gathered(check, all));
          DumpedRows rows = new DumpedRows(check, function, secretTerms, makers);
          Stream.concat(
                  calls.stream().flatMap(call -> rows.of(call).stream()),
                  Inside.all(whole, Expr.Attribute.class).stream()
                      .flatMap(all -> rows.fields(all).stream()))
              .findFirst()
              .ifPresent(d -> report(check, d));
        }
      }
    }
  }

  private static boolean isAnswer(Expr value) {
    return value instanceof Expr.Call c && ANSWERING.contains(NameTerms.last(c));
  }

  private void dumped(Check check, Expr.Call call) {
    if (!(call.function() instanceof Expr.Attribute a) || !call.args().isEmpty()) {
      return;
    }
    List<PythonFunction> methods =
        check.program().references().named(a.attribute()).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .flatMap(u -> u.module().scopes().functionOf(u.node()).stream())
            .toList();
    List<Optional<String>> secrets = methods.stream().map(this::secret).toList();
    if (!secrets.isEmpty() && secrets.stream().allMatch(Optional::isPresent)) {
      report(check, call, methods.getFirst(), secrets.getFirst().get());
    }
  }

  /** {@code {c.name: getattr(user, c.name) for c in User.__table__.columns}} in an answer. */
  private void gathered(Check check, Expr.DictComp all) {
    boolean isWhole =
        all.generators().size() == 1
            && all.generators().getFirst().ifs().isEmpty()
            && isOfAllFields(all.generators().getFirst().iter())
            && Inside.any(
                List.of((Node) all), Expr.Call.class, c -> NameTerms.last(c).equals("getattr"));
    if (isWhole) {
      Inside.all(List.of((Node) all.generators().getFirst().iter()), Expr.Name.class).stream()
          .map(n -> check.program().resolver().resolve(n, check.view().module()))
          .flatMap(t -> t instanceof Target.ClassTarget c ? Stream.of(c.type()) : Stream.empty())
          .flatMap(type -> mapped(type).map(s -> new Column(s, type)).stream())
          .findFirst()
          .ifPresent(column -> report(check, all, column));
    }
  }

  /** A column of a class. */
  private record Column(String name, PythonClass type) {}

  /** The secret among the columns, also of those that an annotation alone declares. */
  private Optional<String> mapped(PythonClass type) {
    return type.node().body().stream()
        .flatMap(s -> s instanceof Stmt.AnnAssign a ? Stream.of(a) : Stream.empty())
        .filter(a ->
            Inside.any(
                List.of((Node) a.annotation()), Expr.Name.class, n -> n.id().equals("Mapped")))
        .flatMap(a -> a.target() instanceof Expr.Name n ? Stream.of(n.id()) : Stream.empty())
        .filter(name -> NameTerms.endsWith(name, secretTerms))
        .findFirst()
        .or(() -> secretColumn(type));
  }

  private void report(Check check, Expr.DictComp all, Column column) {
    check.report(
        check
            .present(Place.of(check.view().module(), all))
            .confidence(Confidence.MEDIUM)
            .step(Place.ofName(column.type()), column.name() + " is one of the columns")
            .step(Place.of(check.view().module(), all), "all of them are answered")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        column.name(),
                        "method",
                        "the loop")));
  }

  /** The secret among the columns of a record all of which a method gives. */
  private Optional<String> secret(PythonFunction method) {
    return method.owner().filter(t -> givesAll(method)).flatMap(this::secretColumn);
  }

  /** {@code {c.name: getattr(self, c.name) for c in self.__table__.columns}} and nothing more. */
  private static boolean givesAll(PythonFunction method) {
    List<Stmt> body = LiveStatements.of(method.node());
    List<Expr.DictComp> gathered = Inside.all(body, Expr.DictComp.class);
    boolean isLeftOut =
        Inside.any(body, Stmt.Delete.class, d -> true)
            || Inside.any(body, Stmt.If.class, i -> true)
            || Inside.any(body, Expr.Call.class, c -> NameTerms.last(c).equals("pop"));
    return !isLeftOut
        && gathered.stream()
            .anyMatch(d ->
                d.generators().size() == 1
                    && d.generators().getFirst().ifs().isEmpty()
                    && isOfAllFields(d.generators().getFirst().iter()));
  }

  private static boolean isOfAllFields(Expr iterated) {
    return Inside.any(
        List.of((Node) iterated), Expr.Attribute.class, a -> ALL_FIELDS.contains(a.attribute()));
  }

  private Optional<String> secretColumn(PythonClass type) {
    return type.body().symbols().stream()
        .filter(s -> NameTerms.endsWith(s.name(), secretTerms) && isColumn(s))
        .map(Symbol::name)
        .findFirst();
  }

  private boolean isColumn(Symbol field) {
    return field
        .only()
        .flatMap(Binding::value)
        .filter(v -> v instanceof Expr.Call c && makers.contains(NameTerms.last(c)))
        .isPresent();
  }

  private void report(Check check, DumpedRows.Dumped dumped) {
    check.report(
        check
            .present(Place.of(check.view().module(), dumped.shown()))
            .confidence(Confidence.MEDIUM)
            .step(dumped.declared(), dumped.column() + " is one of the columns")
            .step(Place.of(check.view().module(), dumped.shown()), "all of them are answered")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        dumped.column(),
                        "method",
                        dumped.by())));
  }

  private void report(Check check, Expr.Call call, PythonFunction method, String column) {
    check.report(
        check
            .present(Place.of(check.view().module(), call))
            .confidence(Confidence.MEDIUM)
            .step(Place.ofName(method), method.name() + " gives all columns")
            .step(Place.of(check.view().module(), call), column + " is one of them")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        column,
                        "method",
                        method.name())));
  }
}
