package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * The one call of a function that only its module may call, by the convention of the leading
 * underscore: what it gives back is what the call makes.
 */
final class SingleCall {
  private SingleCall() {}

  static Optional<CallSite> of(PythonFunction function, ModuleView view) {
    if (!function.name().startsWith("_")
        || function.name().startsWith("__")
        || !function.node().decorators().isEmpty()) {
      return Optional.empty();
    }
    List<CallSite> calls =
        view.calls().stream()
            .filter(c -> c.target() instanceof Target.FunctionTarget t && t.function() == function)
            .toList();
    return calls.size() == 1 && mentions(function.name(), view) == 1
        ? Optional.of(calls.getFirst())
            .filter(c -> !c.function().filter(function::equals).isPresent())
        : Optional.empty();
  }

  private static long mentions(String name, ModuleView view) {
    return view.all(Expr.Name.class).stream().filter(n -> n.id().equals(name)).count()
        + view.all(Expr.Attribute.class).stream().filter(a -> a.attribute().equals(name)).count();
  }
}
