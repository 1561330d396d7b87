package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    Walk<N> walk =
        new Walk<>(
            kind,
            node -> {
              found.add(node);
              return false;
            });
    of.forEach(walk);
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
    Walk<N> walk = new Walk<>(kind, is);
    of.forEach(walk);
    return walk.ends;
  }

  /** Goes through what runs with a node until one of a kind ends it; one object for all nodes. */
  private static final class Walk<N extends Node> implements Consumer<Node> {
    private final Class<N> kind;
    private final Predicate<? super N> end;
    private boolean ends;

    Walk(Class<N> kind, Predicate<? super N> end) {
      this.kind = kind;
      this.end = end;
    }

    @Override
    public void accept(Node node) {
      if (ends) {
        return;
      }
      if (kind.isInstance(node) && end.test(kind.cast(node))) {
        ends = true;
        return;
      }
      if (!(node instanceof Stmt.FunctionDef
          || node instanceof Stmt.ClassDef
          || node instanceof Expr.Lambda)) {
        Nodes.forEachChild(node, this);
      }
    }
  }

  /** Whether a name is mentioned in or below some nodes. */
  static boolean mentions(List<? extends Node> of, String name) {
    return any(of, Expr.Name.class, n -> n.id().equals(name));
  }
}
