package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.facts.CodeRole;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.program.RoleReason.Witness;
import org.assize.program.Target.External;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** What a module itself shows of being a test: frameworks in use, never its path. */
final class RoleEvidenceFinder {
  /** How the name of a class begins that pytest collects. */
  private static final String TEST_CLASS = "Test";

  /** Fixtures that pytest and its plug-ins for Django, Flask and mocks bring along. */
  private static final Set<String> OF_PYTEST =
      Set.of(
          "admin_client",
          "app",
          "caplog",
          "capsys",
          "client",
          "db",
          "live_server",
          "mocker",
          "monkeypatch",
          "request",
          "rf",
          "settings",
          "tmp_path",
          "tmpdir");

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
    if (found.isEmpty()) {
      waitingForTests(module).ifPresent(found::add);
    }
    return found;
  }

  /** A module that imports a test framework and holds nothing else is a place for tests. */
  private Optional<Witness> waitingForTests(PythonModule module) {
    return onlyImports(module)
        ? module.imports().stream()
            .filter(site -> importsTestFramework(site, module))
            .findFirst()
            .map(site -> new Witness(module, site.statement(), site.alias().name()))
        : Optional.empty();
  }

  /** Whether a module imports, and holds nothing else. */
  static boolean onlyImports(PythonModule module) {
    return module.tree().body().stream()
        .allMatch(s ->
            s instanceof Stmt.Import
                || s instanceof Stmt.ImportFrom
                || (s instanceof Stmt.ExprStmt e && e.value() instanceof Expr.Str));
  }

  /**
   * Returns what functions are called that pytest runs for those who name them as a parameter
   * ("Requesting fixtures").
   */
  Set<String> fixtures(PythonModule module) {
    return module.scopes().functions().stream()
        .filter(f -> decoratorEvidence(f).filter(w -> w.name().endsWith(".fixture")).isPresent())
        .map(PythonFunction::name)
        .collect(Collectors.toSet());
  }

  /** Returns a function named as a test is, which nothing but fixtures can give its arguments. */
  Optional<Witness> filledByFixtures(PythonModule module, Set<String> fixtures) {
    return module.scopes().functions().stream()
        .filter(f -> f.name().startsWith("test_") && f.definedIn().kind() == Scope.Kind.MODULE)
        .filter(f -> asksFor(f, fixtures))
        .findFirst()
        .map(f -> new Witness(module, f.node(), f.name()));
  }

  /** Returns a class named as a test is, of which a base is so too and lies in a test. */
  Optional<Witness> inheritedTest(PythonModule module, Set<PythonModule> tests) {
    return module.scopes().classes().stream()
        .filter(type -> type.name().startsWith(TEST_CLASS))
        .filter(type ->
            resolver.bases(type).stream()
                .anyMatch(base ->
                    base instanceof Target.ClassTarget(PythonClass of)
                        && of.name().startsWith(TEST_CLASS)
                        && tests.contains(of.module())))
        .findFirst()
        .map(type -> new Witness(module, type.node(), type.name()));
  }

  private static boolean asksFor(PythonFunction function, Set<String> fixtures) {
    List<String> names =
        function.node().parameters().args().stream().map(Node.Parameter::name).toList();
    return names.stream().anyMatch(fixtures::contains)
        && names.stream().allMatch(n -> fixtures.contains(n) || OF_PYTEST.contains(n));
  }

  private static boolean isNamedAsTest(PythonFunction function) {
    return function.name().startsWith("test_") && function.node().decorators().isEmpty();
  }

  /** The direct base through which a class becomes a test case. */
  private Optional<String> testBase(PythonClass type) {
    boolean isCase =
        resolver.hierarchy().outsideAncestors(type).stream().anyMatch(this::isTestCase);
    return isCase
        ? resolver.bases(type).stream()
            .filter(this::leadsToTestCase)
            .findFirst()
            .flatMap(Target::dottedPath)
        : type.node().bases().stream()
            .flatMap(base -> madeClass(base, type.definedIn()).stream())
            .filter(made -> leadsToTestCase(new Target.ClassTarget(made)))
            .findFirst()
            .map(PythonClass::qualifiedName);
  }

  /**
   * The class that a function of the program makes for its caller, where a base is a call: {@code
   * class T(cases_for(PROVIDER))}.
   */
  private Optional<PythonClass> madeClass(Expr base, Scope scope) {
    if (!(base instanceof Expr.Call call)
        || !(resolver.resolve(call.function(), scope) instanceof Target.FunctionTarget made)) {
      return Optional.empty();
    }
    List<Stmt> body = made.function().node().body();
    return body.getLast() instanceof Stmt.Return(int from, int to, Expr.Name result)
        ? body.stream()
            .filter(s -> s instanceof Stmt.ClassDef c && c.name().equals(result.id()))
            .flatMap(s -> made.function().module().scopes().classOf(s).stream())
            .findFirst()
        : Optional.empty();
  }

  private boolean leadsToTestCase(Target base) {
    return switch (base) {
      case External e -> isTestCase(e.path());
      case Target.ClassTarget c ->
          resolver.hierarchy().outsideAncestors(c.type()).stream().anyMatch(this::isTestCase);
      default -> false;
    };
  }

  /** Whether classes below one outside of the program are tests, by facts or by what it is. */
  private boolean isTestCase(String path) {
    return path.endsWith("TestCase") || speaksFor(path, Slot.Fixed.BASE, CodeRole.TEST);
  }

  private Optional<Witness> decoratorEvidence(PythonFunction function) {
    for (Expr decorator : function.node().decorators()) {
      Expr name = decorator instanceof Expr.Call c ? c.function() : decorator;
      Optional<String> path =
          resolver.resolve(name, function.definedIn()) instanceof External e
              ? Optional.of(e.path())
              : imported(name, function.definedIn());
      if (path.filter(p -> speaksFor(p, Slot.Fixed.DECORATED, CodeRole.TEST)).isPresent()) {
        return Optional.of(new Witness(function.module(), decorator, path.get()));
      }
    }
    return Optional.empty();
  }

  /**
   * The path under which an expression is imported. Where the code of a framework is read too, that
   * is its public name, and the definition stands elsewhere in it.
   */
  private static Optional<String> imported(Expr name, Scope scope) {
    return switch (name) {
      case Expr.Attribute a -> imported(a.value(), scope).map(path -> path + "." + a.attribute());
      case Expr.Name n ->
          scope
              .lookup(n.id())
              .flatMap(Symbol::only)
              .filter(b -> b.node() instanceof Node.Alias)
              .map(b -> imported((Node.Alias) b.node(), b.source(), n.id()));
      default -> Optional.empty();
    };
  }

  private static String imported(Node.Alias alias, Node statement, String as) {
    return statement instanceof Stmt.ImportFrom from
        ? from.module() + "." + alias.name()
        : alias.asName() == null ? as : alias.name();
  }

  /**
   * Functions that pytest collects by their names, in a module that asserts or imports a test
   * framework: the name of the file alone says nothing.
   */
  private void collectedFunctions(PythonModule module, List<Witness> found) {
    boolean framework = importsTestFramework(module);
    for (PythonFunction function : module.scopes().functions()) {
      boolean collected =
          isNamedAsTest(function) && function.definedIn().kind() != Scope.Kind.FUNCTION;
      if (collected && (framework || asserts(function))) {
        found.add(new Witness(module, function.node(), function.name()));
      }
    }
    collectedClasses(module, framework, found);
  }

  /** Classes that pytest collects by their names: their tests may all be inherited. */
  private static void collectedClasses(
      PythonModule module, boolean framework, List<Witness> found) {
    for (PythonClass type : module.scopes().classes()) {
      boolean collected =
          type.name().startsWith("Test")
              && !type.node().bases().isEmpty()
              && type.definedIn().kind() == Scope.Kind.MODULE;
      if (framework && collected) {
        found.add(new Witness(module, type.node(), type.name()));
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

  /**
   * Whether a module only sets names, and names modules of its own folder among them, as settings
   * of the tests name their addresses and applications.
   */
  boolean isSettingsOfItsFolder(PythonModule module) {
    String folder = module.path().substring(0, module.path().lastIndexOf('/') + 1);
    return module.scopes().functions().isEmpty()
        && module.scopes().classes().isEmpty()
        && module.tree().body().stream().anyMatch(s -> namesModuleOf(folder, s, module));
  }

  /**
   * Whether a module is nothing but settings, which are found by their name in a configuration: it
   * imports, and sets names in capitals.
   */
  static boolean isSettings(PythonModule module) {
    return module.scopes().functions().isEmpty()
        && module.scopes().classes().isEmpty()
        && module.scopes().root().symbols().stream().anyMatch(RoleEvidenceFinder::isCapital)
        && module.tree().body().stream()
            .allMatch(s ->
                switch (s) {
                  case Stmt.Assign _, Stmt.AugAssign _, Stmt.AnnAssign _ -> true;
                  case Stmt.Import _, Stmt.ImportFrom _, Stmt.If _ -> true;
                  case Stmt.ExprStmt e -> e.value() instanceof Expr.Str;
                  default -> false;
                });
  }

  private static boolean isCapital(Symbol symbol) {
    return symbol.isBound() && symbol.name().matches("[A-Z][A-Z0-9_]+");
  }

  private boolean namesModuleOf(String folder, Node node, PythonModule module) {
    if (node instanceof Expr.Str text) {
      return text.value().contains(".")
          && resolver.dotted(text.value(), module) instanceof Target.ModuleTarget named
          && named.module() != module
          && named.module().path().startsWith(folder);
    }
    boolean[] found = {false};
    Nodes.forEachChild(node, child -> found[0] = found[0] || namesModuleOf(folder, child, module));
    return found[0];
  }

  private static boolean asserts(PythonFunction function) {
    return function.node().body().stream().anyMatch(RoleEvidenceFinder::hasAssert);
  }

  private static boolean hasAssert(Node node) {
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
