package org.assize.program;

import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** The object of a library that a function of the tree makes and hands out. */
record ReturnedObject(Resolver resolver) {
  /** Returns an instance of the class; unknown where the function may return something else. */
  Target of(PythonFunction function, int links) {
    if (!function.node().decorators().isEmpty() || returns(function.node().body()) != 1) {
      return Target.Unknown.UNKNOWN;
    }
    return last(function)
        .map(value -> resolver.resolve(value, function.body(), links + 1))
        .filter(t -> t instanceof Target.InstanceTarget i && i.type() instanceof Target.External)
        .orElse(Target.Unknown.UNKNOWN);
  }

  private static Optional<Expr> last(PythonFunction function) {
    return function.node().body().getLast() instanceof Stmt.Return end
        ? Optional.ofNullable(end.value())
        : Optional.empty();
  }

  private static int returns(Iterable<? extends Node> body) {
    int[] count = {0};
    body.forEach(s -> count[0] += returns(s));
    return count[0];
  }

  private static int returns(Node node) {
    return switch (node) {
      case Stmt.Return _ -> 1;
      case Stmt.FunctionDef _, Stmt.ClassDef _, Expr _ -> 0;
      default -> {
        int[] count = {0};
        Nodes.forEachChild(node, child -> count[0] += returns(child));
        yield count[0];
      }
    };
  }
}
