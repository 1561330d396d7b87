package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Settings that only development loads: those of a class or module that is called so, and those
 * behind a test of the debug mode.
 *
 * @param terms words for what is loaded in development only
 */
record DevelopmentCode(ModuleView view, Set<String> terms) {
  /** What a list of settings is called beside the word for its surroundings. */
  private static final Set<String> SETTINGS =
      Set.of(
          "config",
          "conf",
          "configuration",
          "settings",
          "environment",
          "env",
          "base",
          "app",
          "docker");

  /** Returns what shows that a statement of a class or module is for development. */
  Optional<Place> around(Node setting) {
    Node inner = setting;
    Optional<Node> outer = view.parent(setting);
    while (outer.isPresent()) {
      if (outer.get() instanceof Stmt.FunctionDef || outer.get() instanceof Expr.Lambda) {
        return Optional.empty();
      }
      Optional<Place> shown = shows(outer.get(), inner);
      if (shown.isPresent()) {
        return shown;
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return byModule();
  }

  private Optional<Place> shows(Node outer, Node inner) {
    return switch (outer) {
      case Stmt.ClassDef c when isNamedSo(c.name()) -> Optional.of(Place.of(view.module(), c));
      case Stmt.If s when s.body().contains(inner) && asksForIt(s.test()) ->
          Optional.of(Place.of(view.module(), s.test()));
      case Stmt.If s
          when s.orelse().contains(inner)
              && s.test() instanceof Expr.UnaryOp u
              && u.op() == UnaryOperator.NOT
              && asksForIt(u.operand()) ->
          Optional.of(Place.of(view.module(), s.test()));
      default -> Optional.empty();
    };
  }

  private Optional<Place> byModule() {
    PythonModule module = view.module();
    String last = module.name().substring(module.name().lastIndexOf('.') + 1);
    return isNamedSo(last) ? Optional.of(new Place(module, 0, 0)) : Optional.empty();
  }

  /** {@code DevelopmentConfig}, {@code local_settings}; not {@code local_storage}. */
  private boolean isNamedSo(String name) {
    Set<String> others = new HashSet<>(NameTerms.of(name));
    return others.removeAll(terms) && SETTINGS.containsAll(others);
  }

  private boolean asksForIt(Expr test) {
    return !(test instanceof Expr.UnaryOp)
        && Surroundings.within(List.of(test), view).stream()
            .anyMatch(n -> NameTerms.speaksOf(n.name(), terms));
  }
}
