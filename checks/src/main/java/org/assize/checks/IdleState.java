package org.assize.checks;

import java.util.Map;
import java.util.Set;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;

/**
 * Parts of a framework that keep state for each visitor, in programs that neither read nor write
 * it: what a library keeps there while somebody logs in recognises nobody afterwards.
 *
 * @param kept names of such parts, with the attribute of a request by which code reaches the state
 */
record IdleState(Map<String, String> kept, ProgramView program) {
  /** What has an attribute of that name and is no request: a connection to a database. */
  private static final Set<String> OTHERS =
      Set.of("self", "cls", "db", "database", "orm", "client");

  /** Whether a call sets such a part up, and no code of production reaches its state. */
  boolean isIdle(CallSite call) {
    return kept.entrySet().stream()
        .filter(e ->
            call.calledName().equals(e.getKey())
                || call.node().args().stream().anyMatch(a -> NameTerms.last(a).equals(e.getKey())))
        .anyMatch(e ->
            program.program().mentioning(e.getValue()).stream()
                .filter(m -> !program.isTest(m))
                .noneMatch(m -> reaches(m, e.getValue())));
  }

  private boolean reaches(PythonModule module, String attribute) {
    ModuleView view = program.view(module);
    return view.all(Expr.Attribute.class).stream()
            .anyMatch(
                a -> a.attribute().equals(attribute) && !OTHERS.contains(NameTerms.last(a.value())))
        || view.all(Expr.Subscript.class).stream()
            .anyMatch(s -> s.index() instanceof Expr.Str key && key.value().equals(attribute));
  }
}
