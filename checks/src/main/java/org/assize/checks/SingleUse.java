package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Local variables that one statement writes and one expression reads: nothing can happen to what
 * they hold in between, so they are only a way to write that expression in two lines.
 */
final class SingleUse {
  private static final int MAX_LINKS = 3;

  private SingleUse() {}

  /** Returns what such a variable stands for; any other expression as it is. */
  static Expr behind(Expr value, PythonModule module) {
    Expr found = value;
    for (int i = 0; i < MAX_LINKS && found instanceof Expr.Name name; i++) {
      Optional<Expr> next = written(name, module);
      if (next.isEmpty()) {
        return found;
      }
      found = next.get();
    }
    return found;
  }

  /** Returns an expression with all that such variables in it stand for. */
  static List<Node> whole(Node value, PythonModule module) {
    List<Node> parts = new ArrayList<>(List.of(value));
    for (int i = 0; i < parts.size() && i <= MAX_LINKS; i++) {
      for (Expr.Name name : Inside.all(List.of(parts.get(i)), Expr.Name.class)) {
        written(name, module).filter(v -> !parts.contains(v)).ifPresent(parts::add);
      }
    }
    return parts;
  }

  /** Returns where the variable is read that a value is the whole of. */
  static Optional<Expr> reader(Expr value, ModuleView view) {
    return view.parent(value).orElse(value) instanceof Stmt.Assign s
            && s.targets().getFirst() instanceof Expr.Name name
        ? view.module().scopes().functionAt(s.start()).stream()
            .flatMap(f -> Inside.deep(f.node().body(), Expr.Name.class).stream())
            .filter(n -> n != name && n.id().equals(name.id()))
            .filter(n -> written(n, view.module()).filter(v -> v == value).isPresent())
            .map(n -> (Expr) n)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Expr> written(Expr.Name name, PythonModule module) {
    Scope scope = module.scopes().at(name.start());
    Optional<Binding> only =
        scope.lookup(name.id()).filter(SingleUse::isLocal).flatMap(Symbol::only);
    Optional<PythonFunction> function = module.scopes().functionAt(name.start());
    return only.filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .filter(b -> function.equals(module.scopes().functionAt(b.node().start())))
        .flatMap(Binding::value)
        .filter(_ -> function.filter(f -> mentions(f, name.id()) == 2).isPresent());
  }

  private static boolean isLocal(Symbol symbol) {
    return symbol.scope().kind() == Scope.Kind.FUNCTION;
  }

  private static long mentions(PythonFunction function, String name) {
    return Inside.deep(function.node().body(), Expr.Name.class).stream()
        .filter(n -> n.id().equals(name))
        .count();
  }
}
