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

  private record Scopes(Set<String> guarded) {}

  /** Whether something asks before the handlers of a module's program. */
  static boolean isAround(PythonModule module, ProgramView program) {
    return program
        .part(Scopes.class, "standing", (p, key) -> new Scopes(new StandingGuard(p).find()))
        .guarded
        .contains(ObjectHandler.scope(module));
  }

  private Set<String> find() {
    Set<String> found = new HashSet<>();
    Set<PythonModule> routing = Set.copyOf(program.program().mentioning("dependencies"));
    program
        .program()
        .mentioning("LoginRequiredMiddleware")
        .forEach(m -> found.add(ObjectHandler.scope(m)));
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module) && guards(module, routing)) {
        found.add(ObjectHandler.scope(module));
      }
    }
    return found;
  }

  private boolean guards(PythonModule module, Set<PythonModule> routing) {
    boolean byRouter =
        routing.contains(module)
            && program.view(module).calls().stream().anyMatch(StandingGuard::takesDependencies);
    return byRouter || module.scopes().functions().stream().anyMatch(this::standsBefore);
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
