package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * An assignment to a field of the receiver in a method.
 *
 * @param name the field, as Python keeps it ({@link Scope#mangled})
 * @param target the written attribute
 * @param value what the statement assigns to the whole field; null for {@code +=}, unpacking, loops
 * @param method the method
 */
public record FieldWrite(
    String name, Expr.Attribute target, @Nullable Expr value, PythonFunction method) {

  static List<FieldWrite> in(PythonClass type) {
    List<FieldWrite> found = new ArrayList<>();
    for (PythonFunction method : type.methods()) {
      Optional<String> receiver = method.receiver();
      receiver.ifPresent(
          self -> method.node().body().forEach(s -> collect(s, self, method, found)));
    }
    return found;
  }

  private static void collect(
      Node node, String self, PythonFunction method, List<FieldWrite> found) {
    switch (node) {
      case Stmt.Assign s -> s.targets().forEach(t -> add(t, s.value(), self, method, found));
      case Stmt.AnnAssign s -> {
        if (s.value() != null) {
          add(s.target(), s.value(), self, method, found);
        }
      }
      case Stmt.AugAssign s -> add(s.target(), null, self, method, found);
      case Stmt.For s -> {
        add(s.target(), null, self, method, found);
        s.body().forEach(b -> collect(b, self, method, found));
        s.orelse().forEach(b -> collect(b, self, method, found));
      }
      case Node.WithItem w -> {
        if (w.target() != null) {
          add(w.target(), w.context(), self, method, found);
        }
      }
      case Expr e -> {}
      default -> Nodes.forEachChild(node, child -> collect(child, self, method, found));
    }
  }

  private static void add(
      Expr target, @Nullable Expr value, String self, PythonFunction method, List<FieldWrite> to) {
    switch (target) {
      case Expr.Attribute a when a.value() instanceof Expr.Name n && n.id().equals(self) ->
          to.add(new FieldWrite(method.body().mangled(a.attribute()), a, value, method));
      case Expr.Tuple t -> t.elements().forEach(x -> add(x, null, self, method, to));
      case Expr.ListExpr t -> t.elements().forEach(x -> add(x, null, self, method, to));
      case Expr.Starred t -> add(t.value(), null, self, method, to);
      default -> {}
    }
  }
}
