package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Classes that stand in for a service or a check where somebody develops or tests. */
final class StandIn {
  /** First words of their names. */
  private static final Set<String> WORDS = Set.of("mock", "fake", "dummy", "stub", "null");

  private StandIn() {}

  /** Returns what shows that a node stands in such a class. */
  static Optional<Finding.Evidence> around(Node node, ModuleView view) {
    Optional<Node> around = view.parent(node);
    while (around.isPresent()) {
      if (around.get() instanceof Stmt.ClassDef c && NameTerms.startsWith(c.name(), WORDS)) {
        return Optional.of(
            new Finding.Evidence(
                Place.of(view.module(), c), c.name() + " stands in for another class"));
      }
      around = view.parent(around.get());
    }
    return Optional.empty();
  }
}
