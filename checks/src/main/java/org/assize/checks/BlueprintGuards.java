package org.assize.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * What is asked before any handler of a blueprint runs, wherever the program says so: {@code
 * @admin.before_request} on a function that asks, or that another decorator lets ask.
 */
final class BlueprintGuards {
  private static final Set<String> BEFORE = Set.of("before_request", "before_app_request");

  private final ProgramView program;

  /** What is asked, by the variable that holds the blueprint. */
  private record Found(Map<Symbol, Set<String>> byBlueprint) {}

  private final Found found;

  private BlueprintGuards(ProgramView program, Found found) {
    this.program = program;
    this.found = found;
  }

  static BlueprintGuards of(GuardWords words, ProgramView program) {
    return new BlueprintGuards(
        program, program.part(Found.class, words, (p, w) -> new Found(find(w, p))));
  }

  private static Map<Symbol, Set<String>> find(GuardWords words, ProgramView program) {
    Map<Symbol, Set<String>> found = new HashMap<>();
    Set<PythonModule> modules = new HashSet<>();
    BEFORE.forEach(name -> modules.addAll(program.program().mentioning(name)));
    for (PythonModule module : modules) {
      if (module.isTemplate() || program.isTest(module)) {
        continue;
      }
      GuardedCode code = new GuardedCode(words, program, program.view(module));
      for (PythonFunction function : module.scopes().functions()) {
        for (Symbol blueprint : blueprints(function, program)) {
          found
              .computeIfAbsent(blueprint, b -> new LinkedHashSet<>())
              .addAll(code.guards(function));
        }
      }
    }
    return found;
  }

  private static List<Symbol> blueprints(PythonFunction function, ProgramView program) {
    return function.node().decorators().stream()
        .map(d -> d instanceof Expr.Call c ? c.function() : d)
        .filter(d -> d instanceof Expr.Attribute a && BEFORE.contains(a.attribute()))
        .flatMap(
            d -> variable(((Expr.Attribute) d).value(), function.definedIn(), program).stream())
        .toList();
  }

  /** The variable that holds a blueprint, in the module that makes it. */
  private static Optional<Symbol> variable(Expr named, Scope scope, ProgramView program) {
    if (!(named instanceof Expr.Name n)) {
      return Optional.empty();
    }
    Optional<Symbol> here = scope.lookup(n.id());
    Optional<Binding> bound = here.flatMap(Symbol::only);
    return bound.filter(b -> b.kind() == Binding.Kind.FROM_IMPORT).isPresent()
        ? imported(((Node.Alias) bound.get().node()).name(), scope.module(), program)
        : here.filter(s -> isMade(s));
  }

  private static boolean isMade(Symbol symbol) {
    return symbol.only().flatMap(Binding::value).filter(v -> v instanceof Expr.Call).isPresent();
  }

  private static Optional<Symbol> imported(String name, PythonModule into, ProgramView program) {
    List<Symbol> found =
        program.program().mentioning(name).stream()
            .filter(m -> !m.isTemplate() && !program.isTest(m))
            .flatMap(m -> m.scopes().root().local(name).stream())
            .filter(BlueprintGuards::isMade)
            .toList();
    List<Symbol> taken =
        found.size() == 1
            ? found
            : found.stream()
                .filter(s -> program.imports().importersOf(s.scope().module()).containsKey(into))
                .toList();
    return taken.size() == 1 ? Optional.of(taken.getFirst()) : Optional.empty();
  }

  /** Returns what is asked before a function runs that is registered with a blueprint. */
  Set<String> before(PythonFunction function) {
    Set<String> asked = new LinkedHashSet<>();
    for (Expr decorator : function.node().decorators()) {
      if (decorator instanceof Expr.Call c && c.function() instanceof Expr.Attribute a) {
        variable(a.value(), function.definedIn(), program)
            .ifPresent(b -> asked.addAll(found.byBlueprint().getOrDefault(b, Set.of())));
      }
    }
    return asked;
  }
}
