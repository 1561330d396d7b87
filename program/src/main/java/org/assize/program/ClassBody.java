package org.assize.program;

import java.util.Optional;
import org.assize.syntax.Expr;

/** What names mean on the way through the body of a class. */
final class ClassBody {
  private ClassBody() {}

  /**
   * The scope in which a name is looked up: the body of a class runs line by line, so a name that
   * it binds only there or later is that of the scope around it, as in {@code fields = {"id":
   * fields.Id()}}.
   */
  static Scope seenFrom(Expr.Name use, Scope scope) {
    if (scope.kind() != Scope.Kind.CLASS) {
      return scope;
    }
    Optional<Binding> first =
        scope.local(scope.mangled(use.id())).flatMap(s -> s.bindings().stream().findFirst());
    return first.filter(b -> isBefore(use, b)).isPresent() ? outside(scope) : scope;
  }

  private static boolean isBefore(Expr.Name use, Binding first) {
    boolean within =
        first.kind() == Binding.Kind.ASSIGNMENT
            && first.value().isPresent()
            && use.end() <= first.source().end()
            && use.start() != first.node().start();
    return within || use.end() <= first.source().start();
  }

  private static Scope outside(Scope type) {
    Scope scope = type;
    while (scope.kind() == Scope.Kind.CLASS && scope.parent().isPresent()) {
      scope = scope.parent().get();
    }
    return scope;
  }
}
