package org.assize.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Rows and records that an answer holds as a whole: {@code dict(row)} of {@code SELECT *}, and
 * {@code vars(user)}.
 */
record DumpedRows(
    Check check, PythonFunction function, Set<String> secretTerms, Set<String> makers) {
  private static final Pattern WHOLE =
      Pattern.compile("^\\s*SELECT\\s+\\*\\s+FROM\\s+[\"`]?(\\w+)", Pattern.CASE_INSENSITIVE);

  private static final Pattern COLUMNS =
      Pattern.compile(
          "(?:INSERT\\s+INTO|CREATE\\s+TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?)\\s+[\"`]?(\\w+)[\"`]?\\s*\\(([^;]*?)\\)\\s*(?:VALUES|;|$)",
          Pattern.CASE_INSENSITIVE);

  /** Names of tables whose column "pass" is a password. */
  private static final List<String> PASSES = List.of("pass", "pw", "secret");

  /** An answer with the column that should not be in it, and where that is declared. */
  record Dumped(Expr shown, String by, String column, Place declared) {}

  private record Column(String name, Place place) {}

  /** The columns of tables that hold a secret, as statements of SQL name them. */
  private record Tables(Map<String, Column> secrets) {}

  /** Returns what a call answers with too much. */
  Optional<Dumped> of(Expr.Call call) {
    Optional<Column> answered = isAnswered(call) ? answered(call) : Optional.empty();
    if (answered.isPresent()) {
      return Optional.of(dumped(call, answered.get()));
    }
    if (!(call.function() instanceof Expr.Name n)
        || call.args().size() != 1
        || !(call.args().getFirst() instanceof Expr.Name row)
        || isThinned(row)) {
      return Optional.empty();
    }
    return switch (n.id()) {
      case "dict" -> table(row).flatMap(t -> column(t)).map(c -> dumped(call, c));
      case "vars" -> record(row).flatMap(this::column).map(c -> dumped(call, c));
      default -> Optional.empty();
    };
  }

  private static Dumped dumped(Expr.Call call, Column column) {
    return new Dumped(call, NameTerms.last(call) + "()", column.name(), column.place());
  }

  /** Methods that give what no answer can hold: rows must be fetched of it. */
  private static final Set<String> CURSORS =
      Set.of("execute", "executescript", "executemany", "raw");

  /** The secret among the columns of {@code query("SELECT * FROM people")}. */
  private Optional<Column> answered(Expr.Call call) {
    return call.args().isEmpty()
            || !(call.args().getFirst() instanceof Expr.Str)
            || CURSORS.contains(NameTerms.last(call))
        ? Optional.empty()
        : whole(List.of(call.args().getFirst())).findFirst().flatMap(this::column);
  }

  /** Whether a call gives all that is answered, and not a part that something is made of. */
  private boolean isAnswered(Expr.Call call) {
    Expr read = SingleUse.reader(call, check.view()).orElse(call);
    Node outer = check.view().parent(read).orElse(read);
    Node at = outer instanceof Expr.Await w ? check.view().parent(w).orElse(w) : outer;
    return at instanceof Stmt.Return
        || (at instanceof Expr.Call around
            && DumpedColumns.ANSWERING.contains(NameTerms.last(around))
            && check.view().parent(around).orElse(around) instanceof Stmt.Return);
  }

  /** What {@code record.__dict__} shows too much, where it is answered as a whole. */
  Optional<Dumped> fields(Expr.Attribute all) {
    Node outer = check.view().parent(all).orElse(all);
    boolean isPart = outer instanceof Expr.Subscript || outer instanceof Expr.Compare;
    boolean isThinned =
        Inside.any(
                function.node().body(),
                Node.Comprehension.class,
                g -> Inside.any(g.ifs(), Expr.Compare.class, x -> true))
            || Inside.any(function.node().body(), Expr.Str.class, t -> isSecret(t.value()));
    return isPart || isThinned || !all.attribute().equals("__dict__")
        ? Optional.empty()
        : kept(all.value())
            .flatMap(this::column)
            .map(c -> new Dumped(all, "__dict__", c.name(), c.place()));
  }

  /** The class of a record, or of what is looked up under a class. */
  private Optional<PythonClass> kept(Expr value) {
    Expr given = value instanceof Expr.Name n ? Values.display(n, check.view().module()) : value;
    Expr made = given instanceof Expr.Await w ? w.value() : given;
    return made instanceof Expr.Name n
        ? record(n)
        : made instanceof Expr.Call c && StoreCalls.reach(c).isPresent()
            ? Inside.all(List.of((Node) c), Expr.Name.class).stream()
                .map(n -> check.program().resolver().resolve(n, check.view().module()))
                .flatMap(t -> t instanceof Target.ClassTarget k ? Stream.of(k.type()) : Stream.of())
                .findFirst()
            : Optional.empty();
  }

  /** Whether something is taken out of it, or the names of secrets are asked for. */
  private boolean isThinned(Expr.Name row) {
    List<Stmt> body = function.node().body();
    boolean isTaken =
        Inside.any(
                body,
                Expr.Call.class,
                c ->
                    c.function() instanceof Expr.Attribute a
                        && a.attribute().equals("pop")
                        && a.value() instanceof Expr.Name n
                        && n.id().equals(row.id()))
            || Inside.any(body, Stmt.Delete.class, d -> true);
    boolean isChosen =
        Inside.any(
            body,
            Node.Comprehension.class,
            g -> Inside.any(g.ifs(), Expr.Compare.class, x -> true));
    return isTaken || isChosen || Inside.any(body, Expr.Str.class, s -> isSecret(s.value()));
  }

  private boolean isSecret(String name) {
    return NameTerms.endsWith(name, secretTerms) || PASSES.contains(name);
  }

  /** The class of a record that a parameter is declared to be. */
  private Optional<PythonClass> record(Expr.Name name) {
    return function.parameters().stream()
        .filter(p -> p.name().equals(name.id()))
        .flatMap(p -> type(p.annotation()).stream())
        .findFirst();
  }

  private Optional<PythonClass> type(@Nullable Expr annotation) {
    if (annotation == null) {
      return Optional.empty();
    }
    Target target = check.program().resolver().resolve(annotation, function.definedIn());
    if (target instanceof Target.ClassTarget c) {
      return Optional.of(c.type());
    }
    return target instanceof Target.VariableTarget v
        ? v.symbol().only().flatMap(Binding::value).flatMap(value -> annotated(value, v.symbol()))
        : Optional.empty();
  }

  /** {@code Annotated[User, Depends(current_user)]}. */
  private Optional<PythonClass> annotated(Expr value, Symbol alias) {
    return value instanceof Expr.Subscript s
            && NameTerms.last(s.value()).equals("Annotated")
            && s.index() instanceof Expr.Tuple t
            && check.program().resolver().resolve(t.elements().getFirst(), alias.scope())
                instanceof Target.ClassTarget c
        ? Optional.of(c.type())
        : Optional.empty();
  }

  private Optional<Column> column(PythonClass type) {
    return type.body().symbols().stream()
        .filter(s -> NameTerms.endsWith(s.name(), secretTerms))
        .filter(s ->
            s.only()
                .flatMap(Binding::value)
                .filter(v -> v instanceof Expr.Call c && makers.contains(NameTerms.last(c)))
                .isPresent())
        .map(s -> new Column(s.name(), Place.of(type.module(), s.only().orElseThrow().node())))
        .findFirst();
  }

  /** The table of which a row holds all columns. */
  private Optional<String> table(Expr.Name row) {
    return check.view().module().scopes().at(row.start()).lookup(row.id()).stream()
        .flatMap(s -> s.bindings().stream())
        .flatMap(b -> b.value().stream())
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .flatMap(c -> Stream.concat(whole(c.args()), returned(c)))
        .findFirst();
  }

  private static Stream<String> whole(List<? extends Node> nodes) {
    return Inside.all(nodes, Expr.Str.class).stream()
        .map(s -> WHOLE.matcher(s.value()))
        .filter(Matcher::find)
        .map(m -> m.group(1));
  }

  private Stream<String> returned(Expr.Call call) {
    return check.view().callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
            instanceof Target.FunctionTarget t
        ? whole(Inside.all(t.function().node().body(), Stmt.Return.class))
        : Stream.of();
  }

  private Optional<Column> column(String table) {
    String scope = ObjectHandler.scope(check.view().module());
    Tables tables = check.program().part(Tables.class, scope, (p, key) -> tables(p, key));
    return Optional.ofNullable(tables.secrets().get(table.toLowerCase(Locale.ROOT)));
  }

  private Tables tables(ProgramView program, String scope) {
    Map<String, Column> found = new TreeMap<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate()
          && !program.isTest(module)
          && ObjectHandler.scope(module).equals(scope)) {
        program.view(module).all(Expr.Str.class).forEach(s -> columns(module, s, found));
      }
    }
    return new Tables(found);
  }

  private void columns(PythonModule module, Expr.Str sql, Map<String, Column> found) {
    Matcher m = COLUMNS.matcher(sql.value());
    while (m.find()) {
      String table = m.group(1).toLowerCase(Locale.ROOT);
      Arrays.stream(m.group(2).split(",", -1))
          .map(c -> c.strip().split("\\s+", -1)[0])
          .filter(this::isSecret)
          .findFirst()
          .ifPresent(c -> found.putIfAbsent(table, new Column(c, Place.of(module, sql))));
    }
  }
}
