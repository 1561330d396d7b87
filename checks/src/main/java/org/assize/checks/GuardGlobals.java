package org.assize.checks;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * The attributes of {@code g} in which guards of a program keep who is asking: {@code g.reader =
 * current()} beside a refusal.
 *
 * @param byScope their names, by the program that they belong to
 */
record GuardGlobals(Map<String, Set<String>> byScope) {
  static GuardGlobals of(ProgramView program) {
    return program.part(GuardGlobals.class, "globals", (p, key) -> find(p));
  }

  Set<String> in(PythonModule module) {
    return byScope.getOrDefault(ObjectHandler.scope(module), Set.of());
  }

  private static GuardGlobals find(ProgramView program) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (PythonModule module : program.program().mentioning("g")) {
      if (!module.isTemplate() && !program.isTest(module)) {
        for (PythonFunction function : module.scopes().functions()) {
          for (Stmt.Assign assign : Inside.all(function.node().body(), Stmt.Assign.class)) {
            if (assign.targets().getFirst() instanceof Expr.Attribute a
                && a.value() instanceof Expr.Name n
                && n.id().equals("g")
                && Refusals.of(program).refuses(function)) {
              found
                  .computeIfAbsent(ObjectHandler.scope(module), s -> new HashSet<>())
                  .add(a.attribute());
            }
          }
        }
      }
    }
    return new GuardGlobals(found);
  }
}
