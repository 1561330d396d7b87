package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Which values the typed fields of the classes that tests are about take as they are, and which
 * they refuse.
 *
 * @param declaring names of class variables that hold a table of typed fields
 * @param typing names of class variables by which a class of fields of the program says its type
 * @param coercing names of methods by which a type takes a value
 * @param bounding names of arguments by which a field is checked further
 * @param texts classes of fields of libraries that take any text
 * @param warnings classes of fields of libraries that warn of a malformed text and take it
 * @param numbers classes of fields of libraries that take any number
 * @param refusing classes of fields, and of their types, of libraries that refuse a wrong value
 */
public record TypedFields(
    Set<String> declaring,
    Set<String> typing,
    Set<String> coercing,
    Set<String> bounding,
    Set<String> texts,
    Set<String> warnings,
    Set<String> numbers,
    Set<String> refusing)
    implements Detector {
  /** So many classes of a file are told one by one. */
  private static final int CLASSES = 3;

  private enum Kind {
    TEXT,
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
  private record Typed(Kind kind, Optional<PythonClass> type, Optional<Place> raise) {}

  /** The typed fields of a class, and where they are declared. */
  private record Table(Place place, Map<String, Typed> fields) {
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

  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    TestSubjects subjects = TestSubjects.of(check.view(), check.program());
    Map<PythonClass, Table> tables = new LinkedHashMap<>();
    for (PythonClass type : subjects.first().keySet()) {
      table(type, check.program()).ifPresent(t -> tables.put(type, t));
    }
    report(Kind.TEXT, subjects, tables, check);
    report(Kind.NUMBER, subjects, tables, check);
    report(Kind.REFUSED, subjects, tables, check);
  }

  private void report(
      Kind kind, TestSubjects subjects, Map<PythonClass, Table> tables, Check check) {
    List<PythonClass> having =
        tables.keySet().stream()
            .filter(t -> {
              Table table = Objects.requireNonNull(tables.get(t));
              return !table.of(kind).isEmpty()
                  || (kind == Kind.TEXT && !table.of(Kind.WARNING).isEmpty());
            })
            .toList();
    for (PythonClass type : subjects.classes(having, CLASSES)) {
      Table table = Objects.requireNonNull(tables.get(type));
      Place at = Objects.requireNonNull(subjects.first().get(type));
      check.report(
          switch (kind) {
            case NUMBER -> unbounded(type, table, at, check);
            case REFUSED -> refused(type, table, at, check);
            case TEXT, WARNING -> texts(type, table, at, check);
          });
    }
  }

  private static Finding texts(PythonClass type, Table table, Place at, Check check) {
    List<String> any = table.of(Kind.TEXT);
    List<String> warned = table.of(Kind.WARNING);
    String cite = " (" + table.place().cite() + ")";
    String message =
        any.isEmpty()
            ? type.name() + cite + " warns of a malformed " + or(warned) + " and takes it."
            : type.name()
                + cite
                + " takes any text as "
                + Wording.list(any)
                + (warned.isEmpty() ? "." : "; of a malformed " + or(warned) + " it only warns.");
    return Finding.caution(check.weakness(), at, Reason.TEST_CODE)
        .step(table.place(), "declares " + Wording.list(any.isEmpty() ? warned : any))
        .saying(message);
  }

  private static Finding unbounded(PythonClass type, Table table, Place at, Check check) {
    List<String> names = table.of(Kind.NUMBER);
    return Finding.caution(check.weakness(), at, Reason.TEST_CODE)
        .step(table.place(), "declares " + Wording.list(names) + " without bounds")
        .saying(
            type.name()
                + " ("
                + table.place().cite()
                + ") takes any number as "
                + Wording.list(names)
                + ", also a negative one.");
  }

  private static Finding refused(PythonClass type, Table table, Place at, Check check) {
    List<String> names = table.of(Kind.REFUSED);
    Finding.Builder finding =
        Finding.refuted(check.weakness(), at)
            .step(table.place(), "declares the types of " + Wording.list(names));
    return finding.saying(
        "A wrong value does not get into "
            + Wording.list(names)
            + " of "
            + type.name()
            + " ("
            + table.place().cite()
            + "): "
            + (names.size() == 1 ? "its type refuses it" : "their types refuse it")
            + shown(names, table, finding)
            + ".");
  }

  /** The first of the types that the program has. */
  private static String shown(List<String> names, Table table, Finding.Builder finding) {
    for (String name : names) {
      Typed typed = Objects.requireNonNull(table.fields().get(name));
      if (typed.type().isPresent()) {
        Place place = typed.raise().orElseGet(() -> Place.ofName(typed.type().get()));
        finding.step(place, typed.raise().isPresent() ? "refuses a value" : "a list of values");
        return ", as "
            + typed.type().get().name()
            + " does for "
            + name
            + " ("
            + place.cite()
            + ")";
      }
    }
    return "";
  }

  private static String or(List<String> names) {
    String list = Wording.list(names);
    int last = list.lastIndexOf(" and ");
    return last < 0 ? list : list.substring(0, last) + " or " + list.substring(last + 5);
  }

  /** The table of a class, or of the nearest one above it that has one, or fields in its body. */
  private Optional<Table> table(PythonClass type, ProgramView program) {
    for (PythonClass own : program.resolver().hierarchy().ownOrder(type)) {
      for (String name : declaring) {
        Optional<Expr> value = own.body().local(name).flatMap(Symbol::only).flatMap(b -> b.value());
        if (value.orElse(null) instanceof Expr.Dict dict) {
          return Optional.of(new Table(Place.of(own.module(), dict), entries(dict, own, program)))
              .filter(t -> !t.fields().isEmpty());
        }
      }
    }
    Map<String, Typed> fields = new LinkedHashMap<>();
    for (Symbol symbol : type.body().symbols()) {
      symbol
          .only()
          .flatMap(b -> b.value())
          .flatMap(v -> typed(v, type.definedIn(), program))
          .filter(t -> !typing.contains(symbol.name()))
          .ifPresent(t -> fields.put(symbol.name(), t));
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new Table(Place.ofName(type), fields));
  }

  private Map<String, Typed> entries(Expr.Dict dict, PythonClass own, ProgramView program) {
    Map<String, Typed> fields = new LinkedHashMap<>();
    for (int i = 0; i < dict.keys().size(); i++) {
      if (dict.keys().get(i) instanceof Expr.Str key) {
        typed(dict.values().get(i), own.definedIn(), program)
            .ifPresent(t -> fields.put(key.value(), t));
      }
    }
    return fields;
  }

  private Optional<Typed> typed(Expr field, Scope scope, ProgramView program) {
    if (!(field instanceof Expr.Call call)
        || call.keywords().stream()
            .anyMatch(k -> k.name() != null && bounding.contains(k.name()))) {
      return Optional.empty();
    }
    return switch (program.resolver().resolve(call.function(), scope)) {
      case Target.External e -> ofLibrary(Stream.of(e.path()));
      case Target.ClassTarget t -> ofProgram(t.type(), program);
      default -> Optional.empty();
    };
  }

  private Optional<Typed> ofLibrary(Stream<String> paths) {
    List<Kind> kinds = new ArrayList<>();
    paths.forEach(path -> {
      if (texts.contains(path)) {
        kinds.add(Kind.TEXT);
      } else if (warnings.contains(path)) {
        kinds.add(Kind.WARNING);
      } else if (numbers.contains(path)) {
        kinds.add(Kind.NUMBER);
      } else if (refusing.contains(path)) {
        kinds.add(Kind.REFUSED);
      }
    });
    return kinds.stream().findFirst().map(k -> new Typed(k, Optional.empty(), Optional.empty()));
  }

  /** A class of fields of the program: by its type's own method, else by what it derives from. */
  private Optional<Typed> ofProgram(PythonClass field, ProgramView program) {
    for (String name : typing) {
      Optional<Expr> type = program.resolver().hierarchy().value(field, name);
      if (type.orElse(null) instanceof Expr.Call made
          && program.resolver().resolve(made.function(), field.body())
              instanceof Target.ClassTarget t) {
        Optional<PythonFunction> method =
            coercing.stream()
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

  private static Optional<Place> raise(PythonFunction method) {
    return Inside.all(method.node().body(), Stmt.Raise.class).stream()
        .findFirst()
        .map(r -> Place.of(method.module(), r));
  }
}
