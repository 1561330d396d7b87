package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assize.checks.FieldTables.Kind;
import org.assize.checks.FieldTables.Table;
import org.assize.checks.FieldTables.Typed;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;

/**
 * Which values the typed fields of the classes that tests are about take as they are, and which
 * they refuse.
 *
 * @param declaring names of class variables that hold a table of typed fields
 * @param typing names of class variables by which a class of fields of the program says its type
 * @param coercing names of methods by which a type takes a value
 * @param bounding names of arguments by which a field is checked further
 * @param texts classes of fields of libraries that take any text
 * @param collections classes of fields of libraries that take lists, sets or mappings of any texts
 * @param warnings classes of fields of libraries that warn of a malformed text and take it
 * @param numbers classes of fields of libraries that take any number
 * @param refusing classes of fields, and of their types, of libraries that refuse a wrong value
 * @param holding classes of fields of libraries that hold an object, or many, of a class whose name
 *     they are given
 * @param listing names of arguments by which a type is given the values that it takes
 */
public record TypedFields(
    Set<String> declaring,
    Set<String> typing,
    Set<String> coercing,
    Set<String> bounding,
    Set<String> texts,
    Set<String> collections,
    Set<String> warnings,
    Set<String> numbers,
    Set<String> refusing,
    Set<String> holding,
    Set<String> listing)
    implements Detector {
  /** So many classes of a file are told one by one. */
  private static final int CLASSES = 3;

  /** Of so many classes of a file is told who fills them. */
  private static final int FILLED = 2;

  @Override
  public void review(Check check) {
    if (!check.inTest()) {
      return;
    }
    TestSubjects named = check.view().subjects(check.program());
    TestSubjects subjects = named.withElements(this, check.program());
    FieldTables all = new FieldTables(this, check.program());
    Map<PythonClass, Table> tables = new LinkedHashMap<>();
    for (PythonClass type : subjects.first().keySet()) {
      all.of(type).ifPresent(t -> tables.put(type, t));
    }
    report(Kind.TEXT, subjects, tables, check);
    report(Kind.NUMBER, subjects, tables, check);
    report(Kind.REFUSED, subjects, tables, check);
    FilledFields filled = new FilledFields(this, check);
    List<PythonClass> own =
        tables.keySet().stream()
            .filter(t -> named.module(check.view().module()).filter(t.module()::equals).isPresent())
            .toList();
    for (PythonClass type : subjects.classes(own, FILLED)) {
      filled.report(
          type,
          Objects.requireNonNull(tables.get(type)),
          Objects.requireNonNull(subjects.first().get(type)));
    }
    new TestedTypes(this, check).report();
  }

  private void report(
      Kind kind, TestSubjects subjects, Map<PythonClass, Table> tables, Check check) {
    List<PythonClass> having =
        tables.keySet().stream()
            .filter(t -> {
              Table table = Objects.requireNonNull(tables.get(t));
              return !table.of(kind).isEmpty()
                  || (kind == Kind.TEXT
                      && !(table.of(Kind.WARNING).isEmpty() && table.of(Kind.TEXTS).isEmpty()));
            })
            .toList();
    for (PythonClass type : subjects.classes(having, CLASSES)) {
      Table table = Objects.requireNonNull(tables.get(type));
      Place at = Objects.requireNonNull(subjects.first().get(type));
      check.report(
          switch (kind) {
            case NUMBER -> unbounded(type, table, at, check);
            case REFUSED -> refused(type, table, at, check);
            case TEXT, TEXTS, WARNING -> texts(type, table, at, check);
          });
    }
  }

  private static Finding texts(PythonClass type, Table table, Place at, Check check) {
    List<String> any = table.of(Kind.TEXT);
    List<String> many = table.of(Kind.TEXTS);
    List<String> warned = table.of(Kind.WARNING);
    List<String> taken = new ArrayList<>();
    if (!any.isEmpty()) {
      taken.add("any text as " + Wording.list(any));
    }
    if (!many.isEmpty()) {
      taken.add("any texts within " + Wording.list(many));
    }
    String message =
        type.name()
            + " ("
            + table.place().cite()
            + ")"
            + (taken.isEmpty()
                ? " warns of a malformed " + or(warned) + " and takes it."
                : " takes "
                    + String.join(", and ", taken)
                    + (warned.isEmpty()
                        ? "."
                        : "; of a malformed " + or(warned) + " it only warns."));
    List<String> declared = any.isEmpty() ? many.isEmpty() ? warned : many : any;
    return Finding.caution(check.weakness(), at, Reason.TEST_CODE)
        .step(table.place(), "declares " + Wording.list(declared))
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
}
