package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Loops that write whatever fields a client's mapping names: over the mapping itself, or over the
 * columns of a record of which each is taken that the mapping has.
 *
 * @param check the module that is looked at
 */
record FieldLoops(Check check) {
  /** Fields that code leaves out which lets all others be written. */
  private static final Set<String> KEYS =
      Set.of("id", "pk", "_id", "uuid", "created_at", "created");

  /** What gives all fields that a record has. */
  private static final Set<String> ALL_FIELDS =
      Set.of(
          "columns",
          "__dict__",
          "vars",
          "dir",
          "__fields__",
          "model_fields",
          "column_attrs",
          "attrs");

  /** Methods that containers have as well. */
  private static final Set<String> OF_CONTAINERS =
      Set.of("update", "append", "extend", "add", "insert");

  /**
   * A write of a field.
   *
   * @param in the module of the write
   * @param mapping whose keys choose the field
   */
  record Written(Check in, Expr call, Expr mapping) {}

  List<Written> written() {
    List<Written> found = new ArrayList<>();
    for (Stmt.For loop : check.view().all(Stmt.For.class)) {
      loop(loop, loop.target(), loop.iter(), found);
      columns(loop, found);
    }
    for (Expr.ListComp comprehension : check.view().all(Expr.ListComp.class)) {
      Node.Comprehension first = comprehension.generators().getFirst();
      loop(comprehension, first.target(), first.iter(), found);
    }
    return found;
  }

  /** {@code for key, value in mapping.items(): setattr(record, key, value)}. */
  private void loop(Node loop, Expr target, Expr iterated, List<Written> found) {
    Optional<Expr> mapping = mapping(iterated, target);
    Optional<String> key = mapping.flatMap(m -> key(iterated, target));
    List<CallSite> writes =
        key.map(k ->
                setting(loop)
                    .filter(c -> c.node().args().get(1) instanceof Expr.Name n && n.id().equals(k))
                    .toList())
            .orElse(List.of());
    if (!writes.isEmpty() && !compares(loop, key.get()) && isFilled(mapping.get())) {
      writes.forEach(call -> found.add(new Written(check, call.node(), iterated)));
    } else if (!writes.isEmpty() && mapping.get() instanceof Expr.Name given) {
      freely(loop, key.get(), given, found);
    }
    if (target instanceof Expr.Name column && isAllFields(iterated)) {
      setting(loop).flatMap(c -> ofColumn(c, column).stream()).forEach(found::add);
    }
  }

  /**
   * {@code if allowed is None or key in allowed}: who calls it without a list of names lets all of
   * them be written.
   */
  private void freely(Node loop, String key, Expr.Name mapping, List<Written> found) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(mapping.start());
    if (function.isPresent()) {
      optionalList(loop, key)
          .filter(list -> hasNothingByDefault(function.get(), list))
          .ifPresent(list ->
              given(function.get(), mapping.id())
                  .filter(g -> g.call().given(function.get(), list).isEmpty())
                  .filter(g ->
                      !g.call().hasUnknownArguments()
                          && new ClientMappings(g.in()).isClients(g.value()))
                  .forEach(g -> found.add(new Written(g.in(), g.call().node(), g.value()))));
    }
  }

  private static boolean hasNothingByDefault(PythonFunction function, String parameter) {
    return function.parameters().stream()
        .anyMatch(p -> p.name().equals(parameter) && p.defaultValue() instanceof Expr.None);
  }

  /** The name of the list that is asked only where there is one. */
  private static Optional<String> optionalList(Node loop, String key) {
    return Inside.all(List.of(loop), Expr.BoolOp.class).stream()
        .filter(b -> !b.isAnd() && b.values().size() == 2)
        .flatMap(b ->
            b.values().getFirst() instanceof Expr.Compare none
                    && none.ops().equals(List.of(CompareOperator.IS))
                    && none.comparators().getFirst() instanceof Expr.None
                    && none.left() instanceof Expr.Name list
                    && b.values().getLast() instanceof Expr.Compare in
                    && in.ops().equals(List.of(CompareOperator.IN))
                    && in.left() instanceof Expr.Name asked
                    && asked.id().equals(key)
                    && in.comparators().getFirst() instanceof Expr.Name other
                    && other.id().equals(list.id())
                ? Stream.of(list.id())
                : Stream.of())
        .findFirst();
  }

  /**
   * {@code for key in [k for k in sent if k in row]: run(f"UPDATE purses SET {key} = ?", ...)}: of
   * all columns that there are, those that a client names.
   */
  private void columns(Stmt.For loop, List<Written> found) {
    if (loop.target() instanceof Expr.Name key
        && loop.iter() instanceof Expr.ListComp chosen
        && chosen.generators().size() == 1
        && chosen.element() instanceof Expr.Name own
        && chosen.generators().getFirst().target() instanceof Expr.Name each
        && own.id().equals(each.id())
        && asksForColumns(chosen.generators().getFirst())
        && new ClientMappings(check).isClients(chosen.generators().getFirst().iter())
        && !compares(loop, key.id())) {
      Inside.all(loop.body(), Expr.Call.class).stream()
          .filter(c -> !c.args().isEmpty() && setsColumn(c.args().getFirst(), key.id()))
          .forEach(c -> found.add(new Written(check, c, chosen.generators().getFirst().iter())));
    }
  }

  /** Whether all that is asked of a key is that there is such a column. */
  private static boolean asksForColumns(Node.Comprehension over) {
    return over.ifs().size() == 1
        && over.ifs().getFirst() instanceof Expr.Compare c
        && c.ops().equals(List.of(CompareOperator.IN))
        && (isAllFields(c.comparators().getFirst())
            || Inside.any(
                List.of((Node) c.comparators().getFirst()),
                Expr.Str.class,
                s -> s.value().strip().toUpperCase(Locale.ROOT).startsWith("SELECT * FROM")));
  }

  private static final Pattern SET = Pattern.compile("(?is)^\\s*UPDATE\\s+\\S+\\s+SET\\s+[\"`]?$");

  /** Whether a text of SQL writes the column that a name stands for. */
  private static boolean setsColumn(Expr sql, String name) {
    return sql instanceof Expr.JoinedStr j
        && j.values().size() > 1
        && j.values().getFirst() instanceof Expr.Str begin
        && SET.matcher(begin.value()).matches()
        && j.values().get(1) instanceof Expr.FormattedValue column
        && column.value() instanceof Expr.Name n
        && n.id().equals(name);
  }

  private Stream<CallSite> setting(Node loop) {
    return check.view().callsTo("builtins.setattr").stream()
        .filter(call -> loop.start() <= call.node().start() && call.node().end() <= loop.end())
        .filter(call -> call.node().args().size() == 3);
  }

  /** {@code setattr(record, column.name, sent[column.name])}. */
  private Optional<Written> ofColumn(CallSite call, Expr.Name column) {
    boolean isNamed =
        switch (call.node().args().get(1)) {
          case Expr.Attribute a ->
              Set.of("name", "key").contains(a.attribute())
                  && a.value() instanceof Expr.Name n
                  && n.id().equals(column.id());
          case Expr.Name n -> n.id().equals(column.id());
          default -> false;
        };
    Expr sent =
        switch (call.node().args().get(2)) {
          case Expr.Subscript s -> s.value();
          case Expr.Call c
              when c.function() instanceof Expr.Attribute a && a.attribute().equals("get") ->
              a.value();
          default -> column;
        };
    return isNamed && new ClientMappings(check).isClients(sent)
        ? Optional.of(new Written(check, call.node(), sent))
        : Optional.empty();
  }

  /** {@code User.__table__.columns}, {@code vars(user)}, {@code user.__dict__.keys()}. */
  private static boolean isAllFields(Expr fields) {
    return switch (fields) {
      case Expr.Attribute a -> ALL_FIELDS.contains(a.attribute());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a && a.attribute().equals("keys") ->
          isAllFields(a.value());
      case Expr.Call c when c.function() instanceof Expr.Name n -> ALL_FIELDS.contains(n.id());
      default -> false;
    };
  }

  /** The mapping whose keys a loop takes: {@code m.items()}, {@code m.keys()}, {@code m}. */
  private static Optional<Expr> mapping(Expr iterated, Expr target) {
    if (iterated instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && (a.attribute().equals("items") || a.attribute().equals("keys"))) {
      return Optional.of(a.value());
    }
    return target instanceof Expr.Name ? Optional.of(iterated) : Optional.empty();
  }

  private static Optional<String> key(Expr iterated, Expr target) {
    boolean isPair =
        iterated instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("items");
    Expr key =
        isPair && target instanceof Expr.Tuple t ? t.elements().getFirst() : isPair ? null : target;
    return key instanceof Expr.Name n ? Optional.of(n.id()) : Optional.empty();
  }

  /** Whether a client chooses the keys, or a call hands over such a mapping. */
  private boolean isFilled(Expr mapping) {
    return new ClientMappings(check).isClients(mapping)
        || new OpenModels(check).isDumped(mapping)
        || (mapping instanceof Expr.Name n
            && check
                .view()
                .module()
                .scopes()
                .functionAt(n.start())
                .filter(f -> isHanded(f, n.id()))
                .isPresent());
  }

  private boolean isHanded(PythonFunction function, String name) {
    return given(function, name).anyMatch(g -> new ClientMappings(g.in()).isClients(g.value()));
  }

  /** What a call gives for a parameter, in the module of the call. */
  record Given(Check in, CallSite call, Expr value) {}

  /** Returns what the calls of a function give for one of its parameters. */
  Stream<Given> given(PythonFunction function, String name) {
    return callers(function)
        .map(check::in)
        .flatMap(in ->
            in.view().calls().stream()
                .filter(c -> isCallOf(c, function))
                .flatMap(c -> c.given(function, name).stream().map(v -> new Given(in, c, v))));
  }

  /** The modules that call something of a function's name, its own first. */
  private Stream<PythonModule> callers(PythonFunction function) {
    Stream<PythonModule> others =
        check.program().references().named(function.name()).stream()
            .filter(u -> u.kind() == Use.Kind.CALL)
            .map(Use::module)
            .filter(m -> !check.program().isTest(m));
    return Stream.concat(Stream.of(function.module()), others).distinct();
  }

  /** A method of an object of which nothing is known is taken for the one of this file. */
  private boolean isCallOf(CallSite call, PythonFunction function) {
    boolean isNear = call.module() == function.module() || !OF_CONTAINERS.contains(function.name());
    boolean isNamed =
        isNear
            && function.receiver().isPresent()
            && call.node().function() instanceof Expr.Attribute a
            && a.attribute().equals(function.name());
    return switch (call.target()) {
      case Target.FunctionTarget t -> t.function() == function;
      case Target.Unknown _ -> isNamed;
      case Target.External e -> isNamed && !check.program().lookup().isDescribed(e.path());
      default -> false;
    };
  }

  /** Whether something in the loop asks which key it is. */
  private static boolean compares(Node node, String key) {
    boolean[] found = {node instanceof Expr.Compare c && asksFor(c, key)};
    Nodes.forEachChild(node, child -> found[0] |= compares(child, key));
    return found[0];
  }

  private static boolean asksFor(Expr.Compare compare, String key) {
    CompareOperator op = compare.ops().getFirst();
    Expr with = compare.comparators().getFirst();
    boolean asks =
        switch (op) {
          case IN, NOT_IN -> !isAllFields(with);
          case EQ, NOT_EQ -> !(with instanceof Expr.Str s && KEYS.contains(s.value()));
          default -> false;
        };
    return asks && compare.left() instanceof Expr.Name n && n.id().equals(key);
  }
}
