package org.assize.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What routers of FastAPI ask before any of their handlers runs: {@code APIRouter(dependencies=…)},
 * {@code include_router(router, dependencies=…)}.
 *
 * @param byRouter what is asked, by the name of the router in the module
 * @param isWhole whether something is asked that cannot be told to be of one router
 */
record RouterGuards(Map<String, Set<String>> byRouter, boolean isWhole) {
  private static final Set<String> INJECTING = Set.of("Depends", "Security");

  static RouterGuards of(ModuleView view, ProgramView program) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    boolean whole = isAskedElsewhere(view.module(), program);
    for (CallSite call : view.calls()) {
      Expr asked = call.keyword("dependencies").orElse(null);
      if (asked == null || GuardedCode.ROUTING.contains(call.calledName())) {
        continue;
      }
      String router = router(view, call);
      if (router.isEmpty()) {
        whole = true;
      } else {
        found.computeIfAbsent(router, r -> new LinkedHashSet<>()).addAll(asking(asked));
      }
    }
    return new RouterGuards(found, whole);
  }

  /** The name of the one router that a call makes or includes. */
  private static String router(ModuleView view, CallSite call) {
    if (call.calledName().equals("include_router")) {
      return !call.node().args().isEmpty() && call.node().args().getFirst() instanceof Expr.Name n
          ? n.id()
          : "";
    }
    return call.calledName().equals("APIRouter")
            && view.parent(call.node()).orElse(null) instanceof Stmt.Assign a
            && a.targets().getFirst() instanceof Expr.Name n
        ? n.id()
        : "";
  }

  /** Whether another module includes routers, and asks something before it. */
  private static boolean isAskedElsewhere(PythonModule module, ProgramView program) {
    return program.program().mentioning("include_router").stream()
        .filter(m -> m != module && !program.isTest(m))
        .flatMap(m -> program.view(m).calls().stream())
        .anyMatch(
            c -> c.calledName().equals("include_router") && c.keyword("dependencies").isPresent());
  }

  /** What is asked: a scheme that lets everybody on is no question. */
  private static Set<String> asking(Expr dependencies) {
    Set<String> found = new LinkedHashSet<>();
    boolean isLax =
        Inside.any(
            List.of((Node) dependencies),
            Node.Keyword.class,
            k -> "auto_error".equals(k.name()) && k.value() instanceof Expr.Bool b && !b.value());
    if (!isLax) {
      Inside.all(List.of((Node) dependencies), Expr.Name.class).stream()
          .map(Expr.Name::id)
          .filter(n -> !INJECTING.contains(n))
          .forEach(found::add);
    }
    return found;
  }

  /** What is asked before a function, by the routers that it is registered with. */
  Set<String> before(PythonFunction function) {
    Set<String> found = new LinkedHashSet<>();
    for (Expr decorator : function.node().decorators()) {
      if (decorator instanceof Expr.Call c
          && c.function() instanceof Expr.Attribute a
          && a.value() instanceof Expr.Name router) {
        byRouter.getOrDefault(router.id(), Set.of()).forEach(n -> found.add("Depends(" + n + ")"));
      }
    }
    return found;
  }
}
