package org.assize.checks;

import java.util.HashSet;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Programs in which the one view of a graph asks who somebody is before any of its resolvers runs:
 * {@code path("graphql", login_required(GraphQLView.as_view()))}, or a class of that view with a
 * mixin that asks.
 *
 * @param scopes the programs
 */
record GraphGuard(Set<String> scopes) {
  private static final String VIEW = "GraphQLView";

  static boolean isAround(PythonClass type, ProgramView program) {
    GraphGuard guard = program.part(GraphGuard.class, "graphs", (p, key) -> find(p));
    return guard.scopes.contains(ObjectHandler.scope(type.module()))
        && program.resolver().hierarchy().outsideAncestors(type).stream()
            .anyMatch(b -> b.startsWith("graphene."));
  }

  private static GraphGuard find(ProgramView program) {
    Set<String> found = new HashSet<>();
    for (PythonModule module : program.program().mentioning(VIEW)) {
      if (!module.isTemplate() && !program.isTest(module)) {
        boolean byCall = program.view(module).calls().stream().anyMatch(c -> isAsked(c.node()));
        boolean byBase =
            module.scopes().classes().stream()
                .anyMatch(t ->
                    t.node().bases().stream().anyMatch(b -> NameTerms.last(b).endsWith(VIEW))
                        && t.node().bases().stream().anyMatch(b -> asks(NameTerms.last(b))));
        if (byCall || byBase) {
          found.add(ObjectHandler.scope(module));
        }
      }
    }
    return new GraphGuard(found);
  }

  private static boolean isAsked(Expr.Call call) {
    return asks(NameTerms.last(call))
        && Inside.any(
            call.args().stream().map(a -> (Node) a).toList(),
            Expr.Attribute.class,
            a -> a.attribute().equals("as_view") && NameTerms.last(a.value()).endsWith(VIEW));
  }

  private static boolean asks(String name) {
    return NameTerms.speaksOf(name, Set.of("login-required", "auth-required", "authenticated"));
  }
}
