package org.assize.checks;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * The fields of an account that permissions of a program compare with fixed texts: {@code
 * request.user.kind == "dispatch"}.
 *
 * @param byScope the names of the fields, by the program that they belong to
 */
record AskedFields(Map<String, Set<String>> byScope) {
  static AskedFields of(ProgramView program) {
    return program.part(AskedFields.class, "asked", (p, key) -> find(p));
  }

  Set<String> in(PythonModule module) {
    return byScope.getOrDefault(ObjectHandler.scope(module), Set.of());
  }

  private static AskedFields find(ProgramView program) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (PythonModule module : program.program().mentioning("has_permission")) {
      if (!module.isTemplate() && !program.isTest(module)) {
        for (PythonClass type : module.scopes().classes()) {
          type.method("has_permission")
              .ifPresent(m ->
                  compared(
                      m, found.computeIfAbsent(ObjectHandler.scope(module), s -> new HashSet<>())));
        }
      }
    }
    return new AskedFields(found);
  }

  private static void compared(PythonFunction permission, Set<String> to) {
    for (Expr.Compare compare : Inside.all(permission.node().body(), Expr.Compare.class)) {
      if (compare.left() instanceof Expr.Attribute a
          && NameTerms.last(a.value()).equals("user")
          && compare.comparators().getFirst() instanceof Expr.Str) {
        to.add(a.attribute());
      }
    }
  }
}
