package org.assize.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a program itself puts into a request for its handlers, where it comes from whoever is
 * asking: {@code request.club = request.user.club}.
 *
 * @param byScope the names, by the program that they belong to
 */
record RequestExtras(Map<String, Set<String>> byScope) {
  private static final Set<String> REQUESTS = Set.of("request", "req");

  /** What says who is asking. */
  private static final Set<String> ASKING =
      Set.of("user", "current_user", "session", "auth", "identity", "principal");

  /** What stands for a request in views and resolvers. */
  private static final Set<String> HOLDERS = Set.of("request", "req", "context");

  static RequestExtras of(ProgramView program) {
    return program.part(RequestExtras.class, "extras", (p, key) -> find(p));
  }

  private static RequestExtras find(ProgramView program) {
    Map<String, Set<String>> found = new HashMap<>();
    for (PythonModule module : program.program().mentioning("request")) {
      if (!module.isTemplate() && !program.isTest(module)) {
        for (PythonFunction function : module.scopes().functions()) {
          for (Stmt.Assign assign : Inside.all(function.node().body(), Stmt.Assign.class)) {
            if (assign.targets().getFirst() instanceof Expr.Attribute a
                && a.value() instanceof Expr.Name n
                && REQUESTS.contains(n.id())
                && isOfAsking(assign.value())) {
              found
                  .computeIfAbsent(ObjectHandler.scope(module), s -> new HashSet<>())
                  .add(a.attribute());
            }
          }
        }
      }
    }
    return new RequestExtras(found);
  }

  private static boolean isOfAsking(Expr value) {
    return Inside.any(
        List.of((Node) value),
        Expr.Attribute.class,
        a -> ASKING.contains(a.attribute()) && REQUESTS.contains(NameTerms.last(a.value())));
  }

  /** {@code self.request.club}, {@code info.context.club}. */
  boolean is(Expr.Attribute read, PythonModule module) {
    return HOLDERS.contains(NameTerms.last(read.value()))
        && byScope.getOrDefault(ObjectHandler.scope(module), Set.of()).contains(read.attribute());
  }
}
