package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** The targets that statements write. */
final class WrittenTargets {
  private WrittenTargets() {}

  /** Returns all targets of assignments in and below a node, those of nested functions included. */
  static List<Expr> in(Node node) {
    List<Expr> targets = new ArrayList<>();
    collect(node, targets);
    return targets;
  }

  private static void collect(Node node, List<Expr> to) {
    switch (node) {
      case Stmt.Assign s -> s.targets().forEach(t -> add(t, to));
      case Stmt.AugAssign s -> add(s.target(), to);
      case Stmt.AnnAssign s -> add(s.target(), to);
      case Stmt.Delete s -> s.targets().forEach(t -> add(t, to));
      case Expr _ -> {}
      default -> {}
    }
    if (!(node instanceof Expr)) {
      Nodes.forEachChild(node, child -> collect(child, to));
    }
  }

  private static void add(Expr target, List<Expr> to) {
    switch (target) {
      case Expr.Tuple t -> t.elements().forEach(x -> add(x, to));
      case Expr.ListExpr t -> t.elements().forEach(x -> add(x, to));
      case Expr.Starred s -> add(s.value(), to);
      default -> to.add(target);
    }
  }
}
