package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.CodeRole;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.program.RoleReason.Witness;
import org.assize.program.Target.External;
import org.assize.syntax.Expr;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** What a module itself shows of being a test: frameworks in use, never its path. */
final class RoleEvidenceFinder {
  private final Resolver resolver;
  private final Facts facts;

  RoleEvidenceFinder(Resolver resolver, Facts facts) {
    this.resolver = resolver;
    this.facts = facts;
  }

  /** Returns the places that show the use of a test framework, bases of classes first. */
  List<Witness> testWitnesses(PythonModule module) {
    List<Witness> found = new ArrayList<>();
    for (PythonClass type : module.scopes().classes()) {
      testBase(type).ifPresent(name -> found.add(new Witness(module, type.node(), name)));
    }
    for (PythonFunction function : module.scopes().functions()) {
      decoratorEvidence(function).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      collectedFunctions(module, found);
    }
    return found;
  }

  /** The direct base through which a class becomes a test case. */
  private Optional<String> testBase(PythonClass type) {
    boolean isCase =
        resolver.hierarchy().outsideAncestors(type).stream()
            .anyMatch(path -> speaksFor(path, Slot.Fixed.BASE, CodeRole.TEST));
    return isCase
        ? resolver.bases(type).stream()
            .filter(this::leadsToTestCase)
            .findFirst()
            .flatMap(Target::dottedPath)
        : Optional.empty();
  }

  private boolean leadsToTestCase(Target base) {
    return switch (base) {
      case External e -> speaksFor(e.path(), Slot.Fixed.BASE, CodeRole.TEST);
      case Target.ClassTarget c ->
          resolver.hierarchy().outsideAncestors(c.type()).stream()
              .anyMatch(path -> speaksFor(path, Slot.Fixed.BASE, CodeRole.TEST));
      default -> false;
    };
  }

  private Optional<Witness> decoratorEvidence(PythonFunction function) {
    for (Expr decorator : function.node().decorators()) {
      Expr name = decorator instanceof Expr.Call c ? c.function() : decorator;
      if (resolver.resolve(name, function.definedIn()) instanceof External e
          && speaksFor(e.path(), Slot.Fixed.DECORATED, CodeRole.TEST)) {
        return Optional.of(new Witness(function.module(), decorator, e.path()));
      }
    }
    return Optional.empty();
  }

  /**
   * Functions that pytest collects by their names, in a module that asserts or imports a test
   * framework: the name of the file alone says nothing.
   */
  private void collectedFunctions(PythonModule module, List<Witness> found) {
    boolean framework = importsTestFramework(module);
    for (PythonFunction function : module.scopes().functions()) {
      boolean collected =
          function.name().startsWith("test_")
              && function.node().decorators().isEmpty()
              && function.definedIn().kind() != Scope.Kind.FUNCTION;
      if (collected && (framework || asserts(function))) {
        found.add(new Witness(module, function.node(), function.name()));
      }
    }
  }

  /** Whether an import names a module that only tests use. */
  private boolean importsTestFramework(ImportSite site, PythonModule module) {
    return resolver.importedPaths(site, module).stream()
        .anyMatch(p -> speaksFor(p, Slot.Fixed.IMPORT, CodeRole.TEST));
  }

  /** Whether a module imports a test framework, whatever it does with it. */
  boolean importsTestFramework(PythonModule module) {
    return module.imports().stream().anyMatch(site -> importsTestFramework(site, module));
  }

  private static boolean asserts(PythonFunction function) {
    return function.node().body().stream().anyMatch(RoleEvidenceFinder::hasAssert);
  }

  private static boolean hasAssert(org.assize.syntax.Node node) {
    if (node instanceof Stmt.Assert) {
      return true;
    }
    if (node instanceof Expr e) {
      return isAssertion(e);
    }
    boolean[] found = {false};
    Nodes.forEachChild(node, child -> found[0] = found[0] || hasAssert(child));
    return found[0];
  }

  /** A method of its own that a test case is to have, as in {@code self.assertEqual(a, b)}. */
  private static boolean isAssertion(Expr e) {
    return e instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name n
        && n.id().equals("self")
        && a.attribute().startsWith("assert");
  }

  /** Whether a library calls functions of the module because a decorator registers them. */
  boolean isEntry(PythonModule module) {
    return module.scopes().functions().stream()
        .flatMap(f -> f.node().decorators().stream().map(d -> handlerPath(d, f)))
        .anyMatch(path -> facts.at(path).stream().anyMatch(f -> f instanceof Fact.Handler));
  }

  private String handlerPath(Expr decorator, PythonFunction function) {
    Expr name = decorator instanceof Expr.Call c ? c.function() : decorator;
    return resolver.resolve(name, function.definedIn()).dottedPath().orElse("");
  }

  private boolean speaksFor(String path, Slot slot, CodeRole role) {
    return facts.at(path).stream()
        .anyMatch(
            f -> f instanceof Fact.RoleEvidence e && e.role() == role && e.slot().equals(slot));
  }
}
