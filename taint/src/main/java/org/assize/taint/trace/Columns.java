package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.Resolver;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/** What classes of the tree whose objects are records declare about the fields of these. */
final class Columns {
  /** What queries of Django ask of a column: parts of a time, and sums ("Field lookups"). */
  private static final Set<String> NUMBERS_OF =
      Set.of(
          ("year iso_year month day week week_day iso_week_day quarter hour minute second date time"
                  + " count sum avg length isnull")
              .split(" "));

  private final FlowProgram program;
  private final Resolver resolver;

  Columns(FlowProgram program) {
    this.program = program;
    resolver = program.view().resolver();
  }

  /** Returns the names on the way to a part: of attributes, and of entries of a mapping. */
  static List<String> names(List<Selector> part) {
    List<String> names = new ArrayList<>();
    for (Selector selector : part) {
      if (selector instanceof Place.Field(String name)) {
        names.add(name);
      } else if (selector instanceof Place.Key(Literal.Text(String name))) {
        names.addAll(path(name));
      }
    }
    return names;
  }

  /** Returns the names on the way to a column, as queries of Django write it: {@code a__b}. */
  static List<String> path(String column) {
    return List.of(column.split("(?<=\\w)__(?=[a-z])", -1));
  }

  /**
   * Returns why nobody writes a text of theirs into a part of a record.
   *
   * @param isMeant which weaknesses matter
   * @return empty where somebody may
   */
  Optional<String> harmless(PythonClass model, List<Selector> part, Predicate<String> isMeant) {
    PythonClass at = model;
    List<String> names = names(part);
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      Optional<String> type = type(at, name);
      if (type.isPresent() && Safety.isHarmlessType(type.get())) {
        return Optional.of(name + " holds " + type.get());
      }
      if (type.isPresent()
          && k + 1 < names.size()
          && isSafe(type.get(), names.get(k + 1), isMeant)) {
        return Optional.of("it is from " + type.get());
      }
      if (names.subList(k + 1, names.size()).equals(SavedMarkup.PART)
          && isMeant.test(SavedMarkup.WEAKNESS)
          && stored(at, name).filter(f -> SavedMarkup.isClean(program, f)).isPresent()) {
        return Optional.of("the markup of " + name + " is cleaned when it is saved");
      }
      if (type.isEmpty() && isKey(at, name)) {
        return Optional.of(name + " is the key of a record");
      }
      if (k > 0 && NUMBERS_OF.contains(name)) {
        return Optional.of(names.get(k - 1) + "__" + name + " is a number or a time");
      }
      if (k == 0 && stored(at, name).isEmpty() && program.computedColumns().isNumber(name)) {
        return Optional.of("queries compute a number as " + name);
      }
      Optional<PythonClass> next = target(at, name);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.empty();
  }

  private boolean isSafe(String type, String member, Predicate<String> isMeant) {
    return program.facts().at(type + "." + member, Fact.Sanitizer.class).stream()
        .anyMatch(fact -> isMeant.test(fact.weakness()));
  }

  /** Whether a class, or one above it, declares columns. */
  boolean isRecord(PythonClass model) {
    return ancestors(model).anyMatch(program::declaresColumns);
  }

  /** Whether the body of a class itself declares a column. */
  boolean declares(PythonClass type) {
    return type.body().symbols().stream()
        .anyMatch(s -> isMapped(type, s.name()) || firstStored(s).filter(this::isMade).isPresent());
  }

  /** {@code name: Mapped[str]} declares a column without making one. */
  private boolean isMapped(PythonClass type, String name) {
    return program
        .annotation(type, name)
        .filter(a ->
            a instanceof Expr.Subscript s
                && s.value() instanceof Expr.Name n
                && n.id().equals("Mapped"))
        .isPresent();
  }

  /**
   * Returns why a field does no harm whose record is of a class that is not known: every class of
   * records that declares one of its name holds something harmless there.
   *
   * @param names of the attributes that are read from the record, the last one last
   */
  Optional<String> harmlessAnywhere(List<String> names, Predicate<String> isMeant) {
    String last = names.getLast();
    List<Selector> part =
        names.stream().skip(Math.max(0, names.size() - 2)).<Selector>map(Place.Field::new).toList();
    List<Selector> field = part.subList(part.size() - 1, part.size());
    List<PythonClass> records = program.records();
    List<PythonClass> declaring =
        records.stream().filter(r -> stored(r, last).isPresent()).toList();
    if (declaring.isEmpty() && last.endsWith("_id")) {
      declaring = records.stream().filter(r -> isKey(r, last)).toList();
    }
    if (declaring.isEmpty() && part.size() > 1) {
      declaring =
          records.stream().filter(r -> stored(r, names.get(names.size() - 2)).isPresent()).toList();
      field = part;
    }
    List<Selector> wanted = field;
    if (declaring.isEmpty() && program.computedColumns().isNumber(last)) {
      return Optional.of("queries compute a number as " + last);
    }
    if (declaring.isEmpty()) {
      boolean isKey = last.equals("id") || last.equals("pk");
      return isKey ? Optional.of(last + " is the key of a record") : Optional.empty();
    }
    List<Optional<String>> reasons =
        declaring.stream().map(r -> harmless(r, wanted, isMeant)).toList();
    return reasons.stream().allMatch(Optional::isPresent) ? reasons.getFirst() : Optional.empty();
  }

  /** Returns what the classes of records bind to a name, of those that do. */
  List<Ref> declaring(String name) {
    return program.records().stream().flatMap(r -> stored(r, name).stream()).distinct().toList();
  }

  /** Whether a class declares a column by a name. */
  boolean isColumn(PythonClass model, String name) {
    boolean isAnnotated = annotation(model, name).isPresent() && stored(model, name).isEmpty();
    return isAnnotated || stored(model, name).filter(this::isMade).isPresent();
  }

  private boolean isMade(Ref column) {
    return program.paths(column).stream()
        .flatMap(path -> program.facts().at(path, Fact.Source.class).stream())
        .anyMatch(fact -> fact.origin() == Control.PEER);
  }

  /** Keys that nobody declares are numbers; so is what a relation keeps of its other side. */
  private boolean isKey(PythonClass model, String name) {
    boolean isDeclared = stored(model, name).isPresent() || annotation(model, name).isPresent();
    boolean isOfRelation =
        name.endsWith("_id") && stored(model, name.substring(0, name.length() - 3)).isPresent();
    return !isDeclared && (name.equals("id") || name.equals("pk") || isOfRelation);
  }

  /** The class of what a field holds, as its annotation or what makes it says. */
  Optional<String> type(PythonClass model, String name) {
    Optional<String> annotated =
        annotation(model, name).flatMap(d -> ModelFields.harmless(resolver, d));
    return annotated.isPresent() ? annotated : stored(model, name).flatMap(this::typeOf);
  }

  private Optional<Target> annotation(PythonClass model, String name) {
    return ancestors(model)
        .flatMap(c -> program.annotation(c, name).map(a -> resolver.declared(a, c.body())).stream())
        .findFirst();
  }

  /** What the body of a class binds to a name. */
  Optional<Ref> stored(PythonClass model, String name) {
    return ancestors(model)
        .flatMap(c -> c.body().local(name).stream())
        .flatMap(symbol -> firstStored(symbol).stream())
        .findFirst();
  }

  private Optional<Ref> firstStored(Symbol symbol) {
    return program.index().stores(symbol).stream()
        .map(store ->
            new Ref(store.body(), program.body(store.body()).operand(store.instruction(), 0)))
        .findFirst();
  }

  private Stream<PythonClass> ancestors(PythonClass model) {
    return resolver.hierarchy().ownOrder(model).stream();
  }

  /** The class of a column: that of what makes it, or of a type that this is given. */
  Optional<String> typeOf(Ref column) {
    Optional<String> own = typed(program.value(column));
    return arguments(column)
        .flatMap(v -> typed(v).stream())
        .filter(Safety::isHarmlessType)
        .findFirst()
        .or(() -> own);
  }

  private Stream<AbstractValue> arguments(Ref column) {
    boolean isCall = program.body(column.body()).op(column.instruction()) == Op.CALL;
    return isCall
        ? new CallArguments(program, column)
            .all().stream().map(v -> program.value(new Ref(column.body(), v)))
        : Stream.empty();
  }

  private Optional<String> typed(AbstractValue value) {
    return value.atoms().stream()
        .flatMap(atom ->
            switch (atom) {
              case Atom.Typed t -> Stream.of(t.type());
              case Atom.External e -> program.facts().typeOf(e.path()).stream();
              case Atom.Bound(Atom.External e, Atom _) -> program.facts().typeOf(e.path()).stream();
              default -> Stream.<String>empty();
            })
        .findFirst();
  }

  /** The class on the other side of a relation. */
  private Optional<PythonClass> target(PythonClass model, String name) {
    Optional<Ref> stored = stored(model, name);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    return arguments(stored.get())
        .limit(1)
        .flatMap(v -> v.atoms().stream())
        .flatMap(atom ->
            switch (atom) {
              case Atom.ClassObject c -> Stream.of(c.type());
              case Atom.Constant(Literal.Text(String text)) -> named(model, text).stream();
              default -> Stream.<PythonClass>empty();
            })
        .findFirst();
  }

  /** {@code "self"}, or the name of a class of the same module, perhaps behind its application. */
  private Optional<PythonClass> named(PythonClass model, String text) {
    if (text.equals("self")) {
      return Optional.of(model);
    }
    return model
        .module()
        .scopes()
        .root()
        .local(text.substring(text.lastIndexOf('.') + 1))
        .map(resolver::resolve)
        .flatMap(t ->
            t instanceof Target.ClassTarget(PythonClass type)
                ? Optional.of(type)
                : Optional.empty());
  }
}
