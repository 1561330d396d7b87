package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Routes of the program that take any text in their path.
 *
 * @param program the program
 */
record FreeRoutes(ProgramView program) {
  private static final Set<String> ROUTING =
      Set.of("route", "get", "post", "put", "patch", "delete", "api_route", "websocket");

  /** A variable part without a converter that leaves nothing but digits. */
  private static final Pattern FREE =
      Pattern.compile("<(?!int:|float:|uuid:)[^>]*>|\\{(?![^}]*:(int|float|uuid)\\})[^}]*\\}");

  /** Whether one of them does, or the routes are those of another program. */
  boolean takeAnyText() {
    List<String> known = program.program().modules().stream().flatMap(m -> of(m).stream()).toList();
    return known.isEmpty() || known.stream().anyMatch(r -> FREE.matcher(r).find());
  }

  private List<String> of(PythonModule module) {
    return module.scopes().functions().stream()
        .flatMap(f -> f.node().decorators().stream())
        .filter(d -> d instanceof Expr.Call c && c.function() instanceof Expr.Attribute)
        .map(d -> (Expr.Call) d)
        .filter(c -> ROUTING.contains(NameTerms.last(c)) && !c.args().isEmpty())
        .filter(c -> c.args().getFirst() instanceof Expr.Str)
        .map(c -> ((Expr.Str) c.args().getFirst()).value())
        .toList();
  }
}
