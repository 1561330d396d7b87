package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * What stands behind the addresses of a table: {@code (r"/jobs", Jobs)}, {@code path("jobs/",
 * Jobs.as_view())}, {@code Route("/jobs", jobs)}.
 */
final class RouteTables {
  private static final Set<String> ROUTING =
      Set.of("path", "re_path", "url", "URLSpec", "Route", "add_route", "add_url_rule", "add_view");

  /** An address with the class or the function that answers there. */
  record Route(
      String address,
      PythonModule in,
      Optional<PythonClass> type,
      Optional<PythonFunction> function) {}

  /** The routes of a program. */
  private record Found(List<Route> all) {}

  private final ProgramView program;

  private RouteTables(ProgramView program) {
    this.program = program;
  }

  static List<Route> of(ProgramView program) {
    return program.part(
            Found.class, "route tables", (p, key) -> new Found(new RouteTables(p).find()))
        .all;
  }

  private List<Route> find() {
    List<Route> found = new ArrayList<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        ModuleView view = program.view(module);
        view.all(Expr.Tuple.class).forEach(t -> add(t.elements(), module, found));
        view.calls().stream()
            .filter(c -> ROUTING.contains(c.calledName()))
            .forEach(c -> add(c.node().args(), module, found));
      }
    }
    return found;
  }

  private void add(List<Expr> given, PythonModule module, List<Route> found) {
    if (given.size() >= 2
        && given.getFirst() instanceof Expr.Str address
        && address.value().contains("/")) {
      String plain = address.value().replaceFirst("^\\^?/?", "");
      given.stream()
          .skip(1)
          .flatMap(e -> answering(e, plain, module))
          .findFirst()
          .ifPresent(found::add);
    }
  }

  private Stream<Route> answering(Expr named, String address, PythonModule module) {
    Expr plain = ofView(named);
    return switch (program.resolver().resolve(plain, module.scopes().at(plain.start()))) {
      case Target.ClassTarget c ->
          Stream.of(new Route(address, module, Optional.of(c.type()), Optional.empty()));
      case Target.FunctionTarget f ->
          Stream.of(new Route(address, module, Optional.empty(), Optional.of(f.function())));
      default -> Stream.of();
    };
  }

  /** {@code Jobs} of {@code Jobs.as_view()}. */
  private static Expr ofView(Expr named) {
    return named instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("as_view")
        ? a.value()
        : named;
  }
}
