package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * The typed fields that classes declare.
 *
 * @param rule which names declare them, and what types take
 */
record FieldTables(TypedFields rule, ProgramView program) {
  enum Kind {
    TEXT,
    TEXTS,
    WARNING,
    NUMBER,
    REFUSED
  }

  /**
   * What the type of a field does with a value.
   *
   * @param type the class of the field, where the program has it
   * @param raise where it refuses a value, where the program has that
   */
  record Typed(Kind kind, Optional<PythonClass> type, Optional<Place> raise) {}

  /** The typed fields of a class, and where they are declared. */
  record Table(Place place, Map<String, Typed> fields) {
    /** The fields of a kind; of what numbers an identifier has, nothing is to be said. */
    List<String> of(Kind kind) {
      return fields.entrySet().stream()
          .filter(e -> e.getValue().kind() == kind)
          .filter(e -> kind != Kind.NUMBER || !isIdentifier(e.getKey()))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  private static boolean isIdentifier(String field) {
    return field.equals("id") || field.endsWith("_id");
  }

  /**
   * Returns the table of a class, or of the nearest one above it that has one, with those of other
   * classes of its module from which it derives; else the fields in its body.
   */
  Optional<Table> of(PythonClass type) {
    Map<String, Typed> declared = new LinkedHashMap<>();
    Optional<Place> place = Optional.empty();
    for (PythonClass own : program.resolver().hierarchy().ownOrder(type)) {
      Optional<Expr.Dict> dict =
          place.isEmpty() || own.module() == type.module() ? display(own) : Optional.empty();
      if (dict.isPresent()) {
        place = place.or(() -> dict.map(d -> Place.of(own.module(), d)));
        entries(dict.get(), own).forEach(declared::putIfAbsent);
      }
    }
    if (place.isPresent()) {
      return place.map(p -> new Table(p, declared)).filter(t -> !t.fields().isEmpty());
    }
    Map<String, Typed> fields = new LinkedHashMap<>();
    for (Symbol symbol : type.body().symbols()) {
      symbol
          .only()
          .flatMap(b -> b.value())
          .flatMap(v -> typed(v, type.definedIn()))
          .filter(t -> !rule.typing().contains(symbol.name()))
          .ifPresent(t -> fields.put(symbol.name(), t));
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Table(Place.ofName(type), fields));
  }

  private Optional<Expr.Dict> display(PythonClass own) {
    return rule.declaring().stream()
        .flatMap(
            name -> own.body().local(name).flatMap(Symbol::only).flatMap(x -> x.value()).stream())
        .filter(value -> value instanceof Expr.Dict)
        .map(value -> (Expr.Dict) value)
        .findFirst();
  }

  private Map<String, Typed> entries(Expr.Dict dict, PythonClass own) {
    Map<String, Typed> fields = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      if (dict.keys().get(i) instanceof Expr.Str key) {
        typed(dict.values().get(i), own.definedIn()).ifPresent(t -> fields.put(key.value(), t));
      }
    }
    return fields;
  }

  private Optional<Typed> typed(Expr field, Scope scope) {
    if (!(field instanceof Expr.Call call)
        || call.keywords().stream()
            .anyMatch(k -> k.name() != null && rule.bounding().contains(k.name()))) {
      return Optional.empty();
    }
    return switch (program.resolver().resolve(call.function(), scope)) {
      case Target.External e -> ofLibrary(Stream.of(e.path()));
      case Target.ClassTarget t -> ofProgram(t.type());
      default -> Optional.empty();
    };
  }

  private Optional<Typed> ofLibrary(Stream<String> paths) {
    List<Kind> kinds = new ArrayList<>();
    paths.forEach(path -> {
      if (rule.texts().contains(path)) {
        kinds.add(Kind.TEXT);
      } else if (rule.collections().contains(path)) {
        kinds.add(Kind.TEXTS);
      } else if (rule.warnings().contains(path)) {
        kinds.add(Kind.WARNING);
      } else if (rule.numbers().contains(path)) {
        kinds.add(Kind.NUMBER);
      } else if (rule.refusing().contains(path)) {
        kinds.add(Kind.REFUSED);
      }
    });
    return kinds.stream().findFirst().map(k -> new Typed(k, Optional.empty(), Optional.empty()));
  }

  /** A class of fields of the program: by its type's own method, else by what it derives from. */
  private Optional<Typed> ofProgram(PythonClass field) {
    for (String name : rule.typing()) {
      Optional<Expr> type = program.resolver().hierarchy().value(field, name);
      if (type.orElse(null) instanceof Expr.Call made
          && program.resolver().resolve(made.function(), field.body())
              instanceof Target.ClassTarget t) {
        Optional<PythonFunction> method =
            rule.coercing().stream()
                .flatMap(c -> program.resolver().hierarchy().method(t.type(), c).stream())
                .findFirst();
        return method.isPresent()
            ? raise(method.get())
                .map(p -> new Typed(Kind.REFUSED, Optional.of(field), Optional.of(p)))
            : ofLibrary(program.resolver().hierarchy().outsideAncestors(t.type()).stream())
                .map(k -> new Typed(k.kind(), Optional.of(field), Optional.empty()));
      }
    }
    return Optional.empty();
  }

  static Optional<Place> raise(PythonFunction method) {
    return Inside.all(method.node().body(), Stmt.Raise.class).stream()
        .findFirst()
        .map(r -> Place.of(method.module(), r));
  }

  /** Returns the class of the same module of which a class does nothing but hold objects. */
  List<PythonClass> held(PythonClass type) {
    List<PythonClass> found = new ArrayList<>();
    Optional<Expr.Dict> dict = display(type).filter(d -> d.values().size() == 1);
    for (Expr value : dict.map(Expr.Dict::values).orElse(List.of())) {
      if (value instanceof Expr.Call call && holds(call, type.definedIn())) {
        type.module().scopes().classes().stream()
            .filter(c -> call.args().getFirst() instanceof Expr.Str s && s.value().equals(c.name()))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Whether a field holds objects of a class whose name is its first argument. */
  boolean holds(Expr.Call field, Scope scope) {
    return !field.args().isEmpty()
        && program.resolver().resolve(field.function(), scope) instanceof Target.External e
        && rule.holding().contains(e.path());
  }
}
