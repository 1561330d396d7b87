package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The settings that a program gives its application: names in modules and classes that it loads as
 * a whole, and entries that it sets one by one.
 */
record ApplicationSettings(ProgramView program) {
  /** Methods that take the capital names of a module, a class or a file. */
  private static final List<String> LOADS =
      List.of("from_object", "from_pyfile", "from_envvar", "config_from_object");

  /** What holds settings under their names. */
  private static final List<String> ENTRIES = List.of("config", "settings", "conf");

  /** Methods that take settings as keywords. */
  private static final Set<String> UPDATES = Set.of("update", "from_mapping");

  /**
   * Where a setting gets a value.
   *
   * @param owner the name of the module or class of settings
   */
  record Written(PythonModule module, String owner, Expr value) {
    Place place() {
      return Place.of(module, value);
    }
  }

  /** Returns where production sets a name, in the order of the modules. */
  List<Written> of(String name) {
    Set<PythonModule> all = new LinkedHashSet<>(program.program().mentioning(name));
    ENTRIES.forEach(holder -> all.addAll(program.program().mentioning(holder)));
    boolean isLoaded =
        LOADS.stream().anyMatch(word -> !program.program().mentioning(word).isEmpty());
    List<Written> found = new ArrayList<>();
    for (PythonModule module : all) {
      if (module.isTemplate() || program.isTest(module)) {
        continue;
      }
      if (isLoaded) {
        named(module, module.name(), module.scopes().root(), name).forEach(found::add);
        module.scopes().classes().stream()
            .flatMap(type -> named(module, type.name(), type.body(), name))
            .forEach(found::add);
      }
      entries(module, name).map(v -> new Written(module, module.name(), v)).forEach(found::add);
    }
    return found;
  }

  private static Stream<Written> named(
      PythonModule module, String owner, Scope scope, String name) {
    return scope.local(name).map(Symbol::bindings).stream()
        .flatMap(List::stream)
        .map(Binding::value)
        .flatMap(v -> v.stream())
        .map(v -> new Written(module, owner, v));
  }

  /** {@code config["NAME"] = …}, {@code config.update(NAME=…)}, {@code {"NAME": …}}. */
  private Stream<Expr> entries(PythonModule module, String name) {
    ModuleView view = program.view(module);
    Stream<Expr> assigned =
        view.all(Stmt.Assign.class).stream()
            .filter(s -> s.targets().stream().anyMatch(t -> isEntry(t, name)))
            .map(Stmt.Assign::value);
    Stream<Expr> updated =
        view.calls().stream()
            .filter(c -> UPDATES.contains(c.calledName()))
            .flatMap(c -> c.keyword(name).stream());
    Stream<Expr> listed = view.all(Expr.Dict.class).stream().flatMap(d -> Parts.entry(d, name));
    return Stream.of(assigned, updated, listed).flatMap(s -> s);
  }

  private static boolean isEntry(Node target, String name) {
    return target instanceof Expr.Subscript s
        && s.index() instanceof Expr.Str key
        && key.value().equals(name)
        && NameTerms.speaksOf(NameTerms.last(s.value()), ENTRIES);
  }
}
