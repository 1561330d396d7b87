package org.assize.checks;

import java.util.HashSet;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Programs in which something asks before any handler runs: a function before every request, a
 * middleware, dependencies of a router. Handlers of such a program are never said to ask nobody.
 */
final class StandingGuard {
  private static final Set<String> BEFORE_ALL =
      Set.of("before_request", "before_app_request", "before_serving", "middleware", "on_request");

  private static final Set<String> OF_MIDDLEWARE =
      Set.of("__call__", "dispatch", "process_request", "process_view", "on_request");

  private final ProgramView program;

  private StandingGuard(ProgramView program) {
    this.program = program;
  }

  /** What a guard reads to tell what is asked for, or what somebody may do. */
  private static final Set<String> OF_THINGS =
      Set.of(
          "view_args",
          "view_kwargs",
          "match_info",
          "matchdict",
          "path_params",
          "resolver_match",
          "url_rule",
          "endpoint",
          "permission",
          "permissions",
          "has_perm",
          "role",
          "roles");

  private record Scopes(Set<String> guarded, Set<String> looking) {}

  /** Whether something asks before the handlers of a module's program. */
  static boolean isAround(PythonModule module, ProgramView program) {
    return scopes(program).guarded.contains(ObjectHandler.scope(module));
  }

  /** Whether it may ask for more than who somebody is: what is asked for, what they may do. */
  static boolean mayLook(PythonModule module, ProgramView program) {
    return scopes(program).looking.contains(ObjectHandler.scope(module));
  }

  private static Scopes scopes(ProgramView program) {
    return program.part(Scopes.class, "standing", (p, key) -> new StandingGuard(p).find());
  }

  private Scopes find() {
    Scopes found = new Scopes(new HashSet<>(), new HashSet<>());
    Set<PythonModule> routing = Set.copyOf(program.program().mentioning("dependencies"));
    program
        .program()
        .mentioning("LoginRequiredMiddleware")
        .forEach(m -> found.guarded.add(ObjectHandler.scope(m)));
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        find(module, routing.contains(module), found);
      }
    }
    return found;
  }

  private void find(PythonModule module, boolean isRouting, Scopes found) {
    String scope = ObjectHandler.scope(module);
    if (isRouting
        && program.view(module).calls().stream().anyMatch(StandingGuard::takesDependencies)) {
      found.guarded.add(scope);
      found.looking.add(scope);
    }
    for (PythonFunction function : module.scopes().functions()) {
      if (standsBefore(function)) {
        found.guarded.add(scope);
        if (looks(function)) {
          found.looking.add(scope);
        }
      }
    }
  }

  private static boolean looks(PythonFunction guard) {
    boolean isHanded = guard.parameters().stream().anyMatch(p -> OF_THINGS.contains(p.name()));
    return isHanded
        || Inside.any(
            guard.node().body(), Expr.Attribute.class, a -> OF_THINGS.contains(a.attribute()))
        || Inside.any(guard.node().body(), Expr.Name.class, n -> OF_THINGS.contains(n.id()))
        || Inside.any(guard.node().body(), Expr.Str.class, s -> OF_THINGS.contains(s.value()));
  }

  private static boolean takesDependencies(CallSite call) {
    return call.keyword("dependencies").isPresent()
        && Set.of("FastAPI", "include_router").contains(call.calledName());
  }

  private boolean standsBefore(PythonFunction function) {
    boolean isDecorated =
        function.node().decorators().stream()
            .map(d -> d instanceof Expr.Call c ? c.function() : d)
            .anyMatch(d -> BEFORE_ALL.contains(NameTerms.last(d)));
    boolean isOfMiddleware =
        OF_MIDDLEWARE.contains(function.name())
            && function.owner().filter(o -> o.name().endsWith("Middleware")).isPresent();
    return (isDecorated || isOfMiddleware) && Refusals.of(program).refuses(function);
  }
}
