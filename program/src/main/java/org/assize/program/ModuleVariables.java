package org.assize.program;

import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** The variables of other modules that expressions name, whatever these hold. */
public record ModuleVariables(Resolver resolver) {
  /** Returns the variable that {@code settings.FOLDER} or an imported {@code FOLDER} is. */
  public Optional<Symbol> of(Expr expression, PythonModule module) {
    return switch (expression) {
      case Expr.Attribute a -> in(resolver.resolve(a.value(), module), a.attribute());
      case Expr.Name n ->
          module
              .scopes()
              .at(n.start())
              .lookup(n.id())
              .flatMap(Symbol::only)
              .flatMap(b ->
                  b.source() instanceof Stmt.ImportFrom from && b.node() instanceof Node.Alias alias
                      ? in(resolver.fromModule(from, module), alias.name())
                      : Optional.empty());
      default -> Optional.empty();
    };
  }

  private static Optional<Symbol> in(Target target, String name) {
    return target instanceof Target.ModuleTarget m
        ? m.module().scopes().root().local(name)
        : Optional.empty();
  }
}
