package org.assize.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.ParsedFile;
import org.assize.syntax.Stmt;

/** Checks that every node lies within its parent, as the package comment of the parser promises. */
final class Spans {
  private Spans() {}

  /** Returns a node that reaches beyond its parent or the text, with its parent; empty if none. */
  static Optional<String> outside(ParsedFile file) {
    int length = file.text().length();
    Deque<Node> open = new ArrayDeque<>();
    open.push(file.tree());
    String[] found = new String[1];
    while (!open.isEmpty() && found[0] == null) {
      Node parent = open.pop();
      Nodes.forEachChild(
          parent,
          child -> {
            boolean within =
                child.start() <= child.end()
                    && (child.start() >= parent.start() || decorates(parent, child))
                    && (child.end() <= parent.end() || isDefault(parent));
            if (!within || child.start() < 0 || child.end() > length) {
              found[0] = describe(child) + " in " + describe(parent);
            }
            open.push(child);
          });
    }
    return Optional.ofNullable(found[0]);
  }

  /** A definition starts behind its decorators. */
  @SuppressWarnings("ReferenceEquality") // Equality of records would walk whole trees.
  private static boolean decorates(Node parent, Node child) {
    List<Expr> decorators =
        switch (parent) {
          case Stmt.FunctionDef f -> f.decorators();
          case Stmt.ClassDef c -> c.decorators();
          default -> List.of();
        };
    return decorators.stream().anyMatch(decorator -> decorator == child);
  }

  /** A parameter ends before its default. */
  private static boolean isDefault(Node parent) {
    return parent instanceof Node.Parameter;
  }

  private static String describe(Node node) {
    return node.getClass().getSimpleName() + " " + node.start() + "-" + node.end();
  }
}
