package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The way through its function on which a call stands: what the other sides of the conditions
 * around it do is not done here.
 *
 * @param before the statements before the call in the blocks around it, the nearest first
 * @param elsewhere the statements of the other sides
 */
record UploadBranch(List<Stmt> before, List<Stmt> elsewhere) {
  static UploadBranch of(CallSite call, ModuleView view) {
    List<Stmt> before = new ArrayList<>();
    List<Stmt> elsewhere = new ArrayList<>();
    Node inner = call.node();
    Optional<Node> outer = view.parent(inner);
    while (outer.isPresent() && !(inner instanceof Stmt.FunctionDef)) {
      for (List<Stmt> block : LocalGuards.blocks(outer.get())) {
        int at = block.indexOf(inner);
        if (at >= 0) {
          before.addAll(block.subList(0, at).reversed());
        } else if (outer.get() instanceof Stmt.If s && s.test() != inner) {
          elsewhere.addAll(block);
        }
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return new UploadBranch(before, elsewhere);
  }

  /** What a name was given last before the call, on the way to it. */
  Optional<Expr> assigned(Expr.Name name) {
    for (Stmt statement : before) {
      if (statement instanceof Stmt.Assign a
          && a.targets().stream()
              .anyMatch(t -> t instanceof Expr.Name n && n.id().equals(name.id()))) {
        return Optional.of(a.value());
      }
      if (Inside.any(
          List.of(statement), Stmt.Assign.class, a -> Inside.mentions(a.targets(), name.id()))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether an expression stands on another way. */
  boolean isElsewhere(Expr e) {
    return elsewhere.stream().anyMatch(s -> s.start() <= e.start() && e.end() <= s.end());
  }
}
