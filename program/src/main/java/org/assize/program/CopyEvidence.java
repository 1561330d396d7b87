package org.assize.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.RoleReason.Witness;
import org.assize.program.Target.External;
import org.assize.program.Target.ModuleTarget;
import org.assize.syntax.Expr;

/**
 * Finds copies of other projects' code inside a package.
 *
 * <p>A copy states a release of its own ({@code __version__}), uses nothing of the package around
 * it, and either names an author, licence or copyright that nothing else in the program names, or
 * stands in where the distribution of its name is absent ({@code try: import six}, {@code except
 * ImportError: from pkg.compat import six}). Where it lies says nothing.
 */
final class CopyEvidence {
  private static final List<String> OWNERSHIP =
      List.of("__author__", "__copyright__", "__license__");

  private final ImportGraph graph;
  private final Map<String, Set<String>> ownersToModules = new HashMap<>();
  private final Map<PythonModule, Witness> substitutes = new HashMap<>();
  private final List<PythonModule> stating = new ArrayList<>();

  CopyEvidence(Resolver resolver, ImportGraph graph) {
    this.graph = graph;
    for (PythonModule module : resolver.program().modules()) {
      if (module.outline().words().contains("__version__") && states(module, "__version__")) {
        stating.add(module);
      }
    }
    if (!stating.isEmpty()) {
      for (PythonModule module : resolver.program().modules()) {
        OWNERSHIP.forEach(name -> text(module, name).ifPresent(t -> owners(t).add(module.name())));
        substitutes(module, resolver);
      }
    }
  }

  private Set<String> owners(String text) {
    return ownersToModules.computeIfAbsent(text, _ -> new LinkedHashSet<>());
  }

  /** Returns the modules that are copies, each with the place that shows it. */
  Map<PythonModule, Witness> copies(List<PythonModule> modules) {
    Map<PythonModule, Witness> found = new HashMap<>();
    for (PythonModule copy : stating) {
      Optional<Witness> witness =
          copy.name().contains(".") && isApart(copy) ? shown(copy) : Optional.empty();
      if (witness.isPresent()) {
        modules.stream()
            .filter(m -> isInside(m, copy))
            .forEach(m -> found.putIfAbsent(m, witness.get()));
      }
    }
    return found;
  }

  private Optional<Witness> shown(PythonModule copy) {
    Witness substitute = substitutes.get(copy);
    if (substitute != null) {
      return Optional.of(substitute);
    }
    for (String name : OWNERSHIP) {
      Optional<String> owner = text(copy, name);
      boolean own =
          owner.isPresent()
              && owners(owner.get()).stream()
                  .allMatch(n -> n.equals(copy.name()) || n.startsWith(copy.name() + "."));
      if (own) {
        return binding(copy, name).map(b -> new Witness(copy, b.node(), name));
      }
    }
    return Optional.empty();
  }

  /** Whether it imports nothing of the package around it, which a copy does not know. */
  private boolean isApart(PythonModule copy) {
    return graph.importsOf(copy).keySet().stream()
        .allMatch(m -> isInside(m, copy) || copy.name().startsWith(m.name() + "."));
  }

  private static boolean isInside(PythonModule module, PythonModule copy) {
    return module == copy
        || (copy.isPackage()
            && module.sourceRoot().equals(copy.sourceRoot())
            && module.name().startsWith(copy.name() + "."));
  }

  /** Names that a module binds to an absent distribution and to a module of its name. */
  private void substitutes(PythonModule module, Resolver resolver) {
    for (Symbol symbol : module.scopes().root().symbols()) {
      if (symbol.bindings().size() == 2) {
        Target first = resolver.definition(symbol.bindings().get(0), symbol);
        Target second = resolver.definition(symbol.bindings().get(1), symbol);
        substitute(module, symbol.bindings().get(0), first, second);
        substitute(module, symbol.bindings().get(1), second, first);
      }
    }
  }

  private void substitute(PythonModule module, Binding binding, Target absent, Target copy) {
    if (absent instanceof External e
        && copy instanceof ModuleTarget m
        && m.module().name().endsWith("." + e.path())) {
      substitutes.putIfAbsent(m.module(), new Witness(module, binding.node(), e.path()));
    }
  }

  private static boolean states(PythonModule module, String name) {
    return text(module, name).isPresent();
  }

  private static Optional<String> text(PythonModule module, String name) {
    return module.outline().words().contains(name)
        ? binding(module, name).flatMap(Binding::value).flatMap(CopyEvidence::literal)
        : Optional.empty();
  }

  private static Optional<String> literal(Expr value) {
    return value instanceof Expr.Str s ? Optional.of(s.value()) : Optional.empty();
  }

  private static Optional<Binding> binding(PythonModule module, String name) {
    return module.scopes().root().local(name).flatMap(Symbol::only);
  }
}
