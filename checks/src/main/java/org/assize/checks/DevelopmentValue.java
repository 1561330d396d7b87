package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.CodeRole;
import org.assize.program.Binding;
import org.assize.program.ImportSite;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a value holds only where somebody develops: by the class, module or folder that it stands
 * in, by the server of the machine itself that it opens, by the settings that replace it.
 *
 * @param terms words for what is loaded in development only
 */
record DevelopmentValue(Check check, Set<String> terms) {
  /** Folders of what shows how a program is used. */
  private static final Set<String> SHOWING =
      Set.of("example", "examples", "sample", "samples", "demo", "demos", "sandbox");

  /** Words of functions that make data to try with. */
  private static final Set<String> DUMMIES =
      Set.of(
          "fake-data",
          "dummy-data",
          "test-data",
          "sample-data",
          "demo-data",
          "example-data",
          "fake-users",
          "dummy-users",
          "test-users",
          "sample-users",
          "demo-users");

  /** Words of settings that only build what is served by others. */
  private static final Set<String> BUILDING =
      Set.of("static", "staticfiles", "collectstatic", "assets", "build", "docs");

  /** First words of names of what is none of a service's own. */
  private static final Set<String> TRYING = Set.of("test", "dummy", "fake", "sample");

  private static final Set<String> HOSTS = Set.of("HOST", "host", "hostname", "server");
  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "::1");

  /** Returns what shows it. */
  Optional<Finding.Evidence> of(NamedText pair) {
    boolean isSet =
        switch (pair.kind()) {
          case ASSIGNED, ENTRY -> true;
          case DEFAULT -> !(parent(pair.value()) instanceof Node.Parameter);
          case PASSED, GIVEN, COMPARED -> false;
        };
    Optional<Finding.Evidence> around =
        isSet
            ? new DevelopmentCode(check.view(), terms)
                .around(pair.value())
                .map(p -> new Finding.Evidence(p, "for development by name"))
            : Optional.empty();
    return around
        .or(() -> StandIn.around(pair.value(), check.view()))
        .or(() -> dummyData(pair.value()))
        .or(() -> ofFactory(pair.value()))
        .or(() -> calledSo(pair))
        .or(() -> selfTest(pair.value()))
        .or(() -> isSet ? ownServer(pair.value()) : Optional.empty())
        .or(() -> isSet ? replaced(pair) : Optional.empty())
        .or(() -> new ReplacedSettings(check).of(pair.value()))
        .or(this::shown);
  }

  /** A function that fills a database with what nobody owns: {@code def create_test_data()}. */
  private Optional<Finding.Evidence> dummyData(Expr value) {
    return check
        .view()
        .module()
        .scopes()
        .functionAt(value.start())
        .filter(f -> NameTerms.speaksOf(f.name(), DUMMIES))
        .map(f -> new Finding.Evidence(Place.ofName(f), f.name() + " makes data to try with"));
  }

  /** A class of factory_boy, which makes objects for whoever tries something out. */
  private Optional<Finding.Evidence> ofFactory(Expr value) {
    return check.view().module().scopes().classes().stream()
        .filter(c -> c.node().start() <= value.start() && value.end() <= c.node().end())
        .filter(c ->
            check.program().resolver().hierarchy().outsideAncestors(c).stream()
                .anyMatch(base -> base.startsWith("factory.")))
        .findFirst()
        .map(c -> new Finding.Evidence(Place.ofName(c), c.name() + " makes objects to try with"));
  }

  /** {@code test_password = "…"}: of an account that is called so, too, or of none. */
  private Optional<Finding.Evidence> calledSo(NamedText pair) {
    return NameTerms.startsWith(pair.name(), TRYING)
        ? Optional.of(
            new Finding.Evidence(
                Place.of(check.view().module(), pair.value()), "by its name it is to try with"))
        : Optional.empty();
  }

  /**
   * What a module of a package does when it is started by itself, and asserts: it tries itself out,
   * and whoever imports it never does.
   */
  private Optional<Finding.Evidence> selfTest(Expr value) {
    ModuleView view = check.view();
    Node at = value;
    Optional<Node> around = view.parent(value);
    while (around.isPresent()) {
      if (around.get() instanceof Stmt.FunctionDef) {
        return Optional.empty();
      }
      if (around.get() instanceof Stmt.If s && s.body().contains(at) && isStarted(s.test())) {
        return Inside.all(s.body(), Stmt.Assert.class).isEmpty() || !isOfPackage()
            ? Optional.empty()
            : Optional.of(
                new Finding.Evidence(
                    Place.of(view.module(), s.test()),
                    "the module tries itself out when it is started by itself"));
      }
      at = around.get();
      around = view.parent(at);
    }
    return Optional.empty();
  }

  private boolean isOfPackage() {
    return check.view().module().name().contains(".")
        && !check.view().module().name().endsWith("__main__");
  }

  private static boolean isStarted(Expr test) {
    return test instanceof Expr.Compare c
        && c.left() instanceof Expr.Name n
        && n.id().equals("__name__")
        && c.comparators().getFirst() instanceof Expr.Str s
        && s.value().equals("__main__");
  }

  private Node parent(Node node) {
    return check.view().parent(node).orElse(node);
  }

  /** {@code {"PASSWORD": "…", "HOST": "localhost"}}. */
  private Optional<Finding.Evidence> ownServer(Expr value) {
    if (!(parent(value) instanceof Expr.Dict dict)) {
      return Optional.empty();
    }
    for (int i = 0; i < dict.keys().size(); i++) {
      boolean isHost =
          dict.keys().get(i) instanceof Expr.Str key
              && HOSTS.contains(key.value())
              && dict.values().get(i) instanceof Expr.Str host
              && OWN.contains(host.value());
      if (isHost) {
        return Optional.of(
            new Finding.Evidence(
                Place.of(check.view().module(), dict.values().get(i)),
                "it opens a server of the machine itself"));
      }
    }
    return Optional.empty();
  }

  /** Every module that takes these settings whole, but for development, sets another value. */
  private Optional<Finding.Evidence> replaced(NamedText pair) {
    PythonModule module = check.view().module();
    boolean isOfModule = module.scopes().functionAt(pair.value().start()).isEmpty();
    List<PythonModule> taking =
        check.program().imports().importersOf(module).entrySet().stream()
            .filter(e -> takesAll(e.getValue()))
            .map(e -> e.getKey())
            .filter(m -> !isForDevelopment(m))
            .toList();
    return isOfModule && !taking.isEmpty() && taking.stream().allMatch(m -> sets(m, pair.name()))
        ? taking.stream()
            .flatMap(m -> setting(m, pair.name()))
            .findFirst()
            .map(p -> new Finding.Evidence(p, "what is deployed sets another value"))
        : Optional.empty();
  }

  private static boolean takesAll(ImportSite site) {
    return site.alias().name().equals("*");
  }

  private boolean isForDevelopment(PythonModule module) {
    String name = module.name().substring(module.name().lastIndexOf('.') + 1);
    return check.program().roleOf(module) == CodeRole.TEST
        || NameTerms.speaksOf(name, terms)
        || NameTerms.speaksOf(name, BUILDING)
        || isDebugging(module);
  }

  /** Settings that switch error pages on serve nobody else. */
  private static boolean isDebugging(PythonModule module) {
    return module
        .scopes()
        .root()
        .local("DEBUG")
        .flatMap(Symbol::only)
        .flatMap(Binding::value)
        .filter(v -> v instanceof Expr.Bool b && b.value())
        .isPresent();
  }

  private static boolean sets(PythonModule module, String name) {
    return setting(module, name).findAny().isPresent();
  }

  private static Stream<Place> setting(PythonModule module, String name) {
    return module.scopes().root().local(name).stream()
        .flatMap(s -> s.bindings().stream())
        .filter(b -> b.value().filter(v -> !(v instanceof Expr.Str)).isPresent())
        .map(b -> Place.of(module, b.node()));
  }

  /** A folder of examples beside the program, from which nothing else takes anything. */
  private Optional<Finding.Evidence> shown() {
    PythonModule module = check.view().module();
    String folder = folder(module);
    boolean isBeside =
        !folder.isEmpty()
            && check.program().imports().importersOf(module).keySet().stream()
                .allMatch(m -> m.path().startsWith(folder))
            && check.program().program().modules().stream()
                .anyMatch(m ->
                    !m.isTemplate()
                        && m.isPackage()
                        && !m.path().startsWith(folder)
                        && check.program().roleOf(m) == CodeRole.PRODUCTION);
    return isBeside
        ? Optional.of(
            new Finding.Evidence(
                new Place(module, 0, 0), folder + " shows how the program is used"))
        : Optional.empty();
  }

  /** The folder of examples around a module; empty where there is none. */
  private static String folder(PythonModule module) {
    String path = module.path();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String name = path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
      if (SHOWING.contains(name)) {
        return path.substring(0, slash + 1);
      }
    }
    return "";
  }
}
