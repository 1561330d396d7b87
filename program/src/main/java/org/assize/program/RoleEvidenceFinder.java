package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** What a module itself shows of its role: frameworks in use and headers, never its path. */
final class RoleEvidenceFinder {
  private static final int HEADER_LINES = 12;

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
    boolean framework =
        module.imports().stream().anyMatch(site -> importsTestFramework(site, module));
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
    String path =
        switch (site.statement()) {
          case Stmt.Import s -> site.alias().name();
          case Stmt.ImportFrom s ->
              resolver
                  .fromModule(s, module)
                  .dottedPath()
                  .map(p -> p + "." + site.alias().name())
                  .orElse("");
          default -> "";
        };
    for (String p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
      if (speaksFor(p, Slot.Fixed.IMPORT, CodeRole.TEST)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asserts(PythonFunction function) {
    return function.node().body().stream().anyMatch(RoleEvidenceFinder::hasAssert);
  }

  private static boolean hasAssert(org.assize.syntax.Node node) {
    if (node instanceof Stmt.Assert) {
      return true;
    }
    if (node instanceof Expr) {
      return false;
    }
    boolean[] found = {false};
    Nodes.forEachChild(node, child -> found[0] |= hasAssert(child));
    return found[0];
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

  /** Returns a call or definition that setup, migration and documentation tools ask for. */
  Optional<Witness> toolWitness(PythonModule module) {
    for (Stmt statement : module.tree().body()) {
      Stmt inner =
          statement instanceof Stmt.If s && s.body().size() == 1 ? s.body().get(0) : statement;
      if (inner instanceof Stmt.ExprStmt s
          && s.value() instanceof Expr.Call call
          && resolver.resolve(call.function(), module) instanceof External e
          && speaksFor(e.path(), Slot.Fixed.NAME, CodeRole.TOOLING)) {
        return Optional.of(new Witness(module, call, e.path()));
      }
    }
    return migrationWitness(module);
  }

  /** An Alembic revision names itself, its predecessor and an {@code upgrade} function. */
  private static Optional<Witness> migrationWitness(PythonModule module) {
    Scope root = module.scopes().root();
    boolean isRevision =
        root.local("revision").isPresent()
            && root.local("down_revision").isPresent()
            && root.local("upgrade").isPresent();
    return isRevision
        ? root.local("down_revision")
            .flatMap(s -> s.bindings().stream().findFirst())
            .map(b -> new Witness(module, b.node(), "down_revision"))
        : Optional.empty();
  }

  /** Whether the first lines say that a program wrote the file. */
  static boolean hasGeneratedHeader(PythonModule module) {
    int lines = Math.min(HEADER_LINES, module.text().lineCount());
    for (int i = 1; i <= lines; i++) {
      String line = module.text().line(i).strip().toLowerCase(Locale.ROOT);
      boolean says =
          line.contains("do not edit")
              || line.contains("@generated")
              || line.contains("generated by the protocol buffer compiler");
      if (line.startsWith("#") && says) {
        return true;
      }
    }
    return false;
  }
}
