package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a decorated function says of the decorator's meaning.
 *
 * @param telling names, dotted ends of names, and words of other decorators, of which one makes it
 *     certain
 * @param other words in names and texts that speak of something else
 */
record DecoratedCode(Set<String> telling, Set<String> other) {
  /** Whether a decorator stands on a function that makes its meaning certain. */
  boolean isCertain(ModuleView view, Expr decorator) {
    if (telling.isEmpty()
        || !(view.parent(decorator).orElse(decorator) instanceof Stmt.FunctionDef function)
        || !function.decorators().contains(decorator)) {
      return false;
    }
    List<Node> all = new ArrayList<>(function.decorators());
    all.addAll(function.body());
    boolean isTold =
        names(all).stream().anyMatch(telling::contains)
            || function.decorators().stream()
                .anyMatch(d -> NameTerms.speaksOf(NameTerms.last(d), telling));
    return isTold
        && names(all).stream().noneMatch(n -> NameTerms.speaksOf(n, other))
        && !Inside.any(all, Expr.Str.class, s -> NameTerms.speaksOf(s.value(), other));
  }

  private static List<String> names(List<Node> nodes) {
    List<String> found = new ArrayList<>();
    Inside.all(nodes, Expr.Name.class).forEach(n -> found.add(n.id()));
    for (Expr.Attribute a : Inside.all(nodes, Expr.Attribute.class)) {
      found.add(a.attribute());
      found.add(NameTerms.last(a.value()) + "." + a.attribute());
    }
    return found;
  }
}
