package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** The nodes inside statements that run with them: bodies of nested functions run elsewhere. */
final class Inside {
  private Inside() {}

  /** Returns the nodes of a kind in and below some nodes, in the order of the tree. */
  static <N extends Node> List<N> all(List<? extends Node> of, Class<N> kind) {
    List<N> found = new ArrayList<>();
    of.forEach(node -> collect(node, kind, found));
    return found;
  }

  /** Returns the nodes of a kind in and below some nodes, also in functions and classes there. */
  static <N extends Node> List<N> deep(List<? extends Node> of, Class<N> kind) {
    List<N> found = new ArrayList<>();
    of.forEach(node ->
        Nodes.forEach(
            node,
            n -> {
              if (kind.isInstance(n)) {
                found.add(kind.cast(n));
              }
            }));
    return found;
  }

  /** Whether a node in or below some nodes is one of a kind. */
  static <N extends Node> boolean any(
      List<? extends Node> of, Class<N> kind, Predicate<? super N> is) {
    return all(of, kind).stream().anyMatch(is);
  }

  private static <N extends Node> void collect(Node node, Class<N> kind, List<N> found) {
    if (kind.isInstance(node)) {
      found.add(kind.cast(node));
    }
    if (node instanceof Stmt.FunctionDef
        || node instanceof Stmt.ClassDef
        || node instanceof Expr.Lambda) {
      return;
    }
    Nodes.forEachChild(node, child -> collect(child, kind, found));
  }

  /** Whether a name is mentioned in or below some nodes. */
  static boolean mentions(List<? extends Node> of, String name) {
    return any(of, Expr.Name.class, n -> n.id().equals(name));
  }
}
