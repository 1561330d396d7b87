package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assize.checks.ProgramView;
import org.assize.facts.StandardLibrary;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.program.Program;
import org.assize.program.PythonModule;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Declaration;
import org.assize.value.entry.Entries;
import org.assize.value.entry.Entry;
import org.assize.value.entry.How;
import org.assize.value.entry.Reach;
import org.assize.value.entry.Route;

/** Says of the files of the scope how they are entered and who reaches their functions. */
final class ProgramMapper {
  private final Program program;
  private final ProgramView view;
  private final Places places;
  private final ProgramValues values;
  private final Entries entries;
  private final Reach reach;
  private final Map<PythonModule, List<Integer>> bodies = new HashMap<>();

  /**
   * Prepares to map.
   *
   * @param values of all bodies, those of tests too
   */
  ProgramMapper(
      ProgramView view,
      StandardLibrary library,
      Places places,
      List<Declaration> declarations,
      ProgramValues values) {
    this.view = view;
    this.places = places;
    this.values = values;
    program = view.program();
    entries =
        Entries.of(values, view.resolver(), view.facts(), library, view.roles(), declarations);
    reach = Reach.of(entries);
    for (int number = 0; number < values.bodies().size(); number++) {
      PythonModule module = values.bodies().get(number).module();
      bodies.computeIfAbsent(module, m -> new ArrayList<>()).add(number);
    }
  }

  MappedFile map(PythonModule module) {
    List<MappedEntry> own = new ArrayList<>();
    List<MappedFunction> functions = new ArrayList<>();
    for (int body : bodies.getOrDefault(module, List.of())) {
      entries.of(body).forEach(e -> own.add(entry(e)));
      if (values.bodies().get(body).kind() == BodyKind.FUNCTION) {
        functions.add(function(body));
      }
    }
    return new MappedFile(new RoleSentence(view, places).summarize(module), own, functions);
  }

  private MappedEntry entry(Entry entry) {
    return new MappedEntry(
        entry.control(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.role(),
        entry.address(),
        location(entry.body()),
        name(entry.body()),
        route(entry.route()));
  }

  private Step route(Route route) {
    Location location =
        program
            .at(route.path())
            .map(m -> places.locate(m, route.span().start(), route.span().end()))
            .orElseGet(() -> Location.of(route.path(), 1, 1, 1, 1));
    return new Step(location, route.text());
  }

  private MappedFunction function(int body) {
    Reached reached =
        switch (reach.of(body)) {
          case PRODUCTION -> Reached.PRODUCTION;
          case TESTS -> Reached.TESTS;
          case NOTHING -> Reached.NOTHING;
        };
    return new MappedFunction(name(body), location(body), reached, way(body));
  }

  private List<Step> way(int body) {
    List<Step> steps = new ArrayList<>();
    List<Reach.Step> found = reach.witness(body);
    for (int i = 0; i < found.size(); i++) {
      Reach.Step step = found.get(i);
      steps.add(i == 0 ? start(step.body()) : leads(found.get(i - 1).body(), step));
    }
    return steps;
  }

  private Step start(int body) {
    return entries.of(body).stream()
        .findFirst()
        .map(e -> new Step(location(body), shown(body) + ": " + e.route().text()))
        .orElseGet(() -> new Step(location(body), shown(body)));
  }

  private Step leads(int from, Reach.Step step) {
    Body code = values.bodies().get(from);
    boolean isDefinition = step.how() == How.PYTHON;
    Location at =
        isDefinition
            ? location(step.body())
            : places.locate(
                code.module(),
                code.span(step.instruction()).start(),
                code.span(step.instruction()).end());
    return new Step(at, words(step.how()).formatted(shown(step.body())));
  }

  private static String words(How how) {
    return switch (how) {
      case CALL -> "calls %s";
      case PYTHON -> "Python itself calls %s";
      case INSIDE -> "runs %s, defined there";
      case VALUE -> "hands on %s";
      case BY_NAME -> "calls %s, by its name";
      case MENTION -> "reads an attribute that may be %s";
    };
  }

  private String shown(int body) {
    String name = name(body);
    return name.isEmpty() ? "module " + values.bodies().get(body).module().name() : name;
  }

  /** The name within the module; empty for the module itself. */
  private String name(int body) {
    Body code = values.bodies().get(body);
    String module = code.module().name();
    return code.kind() == BodyKind.MODULE
        ? ""
        : code.name().startsWith(module + ".")
            ? code.name().substring(module.length() + 1)
            : code.name();
  }

  private Location location(int body) {
    Body code = values.bodies().get(body);
    return code.function()
        .map(f ->
            places.locate(
                code.module(), f.node().nameStart(), f.node().nameStart() + f.name().length()))
        .orElseGet(() ->
            places.locate(
                code.module(),
                code.span().start(),
                code.kind() == BodyKind.MODULE ? code.span().start() : code.span().end()));
  }
}
