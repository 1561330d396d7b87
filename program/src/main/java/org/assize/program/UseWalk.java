package org.assize.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.program.Use.Kind;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** Collects the mentions of all names in one module, in one walk. */
final class UseWalk {
  /** Methods of the built-in containers that change them (library reference, "Built-in Types"). */
  private static final Set<String> CHANGING_METHODS =
      Set.of(
          "add",
          "append",
          "clear",
          "difference_update",
          "discard",
          "extend",
          "insert",
          "intersection_update",
          "pop",
          "popitem",
          "remove",
          "reverse",
          "setdefault",
          "sort",
          "symmetric_difference_update",
          "update");

  private final Set<String> words;
  private final List<String> names = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();

  private UseWalk(Set<String> words) {
    this.words = words;
  }

  static UseWalk through(PythonModule module) {
    UseWalk walk = new UseWalk(module.outline().words());
    walk.all(module.tree().body());
    return walk;
  }

  int size() {
    return names.size();
  }

  String name(int i) {
    return names.get(i);
  }

  Node node(int i) {
    return nodes.get(i);
  }

  Kind kind(int i) {
    return kinds.get(i);
  }

  private void add(String name, Node node, Kind kind) {
    names.add(name);
    nodes.add(node);
    kinds.add(kind);
  }

  /** The last part of a dotted text, where the module mentions it as a name as well. */
  private void addLastPart(String dotted, Node node, Kind kind) {
    String last = dotted.substring(dotted.lastIndexOf('.') + 1);
    if (words.contains(last)) {
      add(last, node, kind);
    }
  }

  private void all(List<? extends Node> read) {
    for (int i = 0; i < read.size(); i++) {
      visit(read.get(i), Kind.READ);
    }
  }

  private void visit(Node node, Kind kind) {
    switch (node) {
      case Expr.Name e -> add(e.id(), e, kind);
      case Expr.Attribute e -> {
        add(e.attribute(), e, kind);
        boolean changes = kind == Kind.WRITE || isChangingCall(e, kind);
        visit(e.value(), changes ? Kind.CHANGE : Kind.READ);
      }
      case Expr.Subscript e -> {
        visit(e.value(), kind == Kind.WRITE ? Kind.CHANGE : Kind.READ);
        visit(e.index(), Kind.READ);
      }
      case Expr.Call e -> {
        visit(e.function(), Kind.CALL);
        all(e.args());
        all(e.keywords());
      }
      case Expr.Str e -> addLastPart(e.value(), e, Kind.STRING);
      case Stmt.Assign s -> {
        s.targets().forEach(this::visitTarget);
        visit(s.value(), Kind.READ);
      }
      case Stmt.AugAssign s -> {
        visit(s.target(), Kind.WRITE);
        visit(s.value(), Kind.READ);
      }
      case Stmt.AnnAssign s -> {
        visitTarget(s.target());
        Nodes.forEachChild(s, c -> visitUnless(c, s.target()));
      }
      case Stmt.For s -> {
        visitTarget(s.target());
        Nodes.forEachChild(s, c -> visitUnless(c, s.target()));
      }
      case Node.WithItem w -> {
        visit(w.context(), Kind.READ);
        if (w.target() != null) {
          visitTarget(w.target());
        }
      }
      case Node.Comprehension c -> {
        visitTarget(c.target());
        Nodes.forEachChild(c, x -> visitUnless(x, c.target()));
      }
      case Expr.NamedExpr e -> {
        visitTarget(e.target());
        visit(e.value(), Kind.READ);
      }
      case Stmt.Delete s -> s.targets().forEach(this::visitTarget);
      case Stmt.FunctionDef s -> {
        add(s.name(), s, Kind.DEFINITION);
        children(s);
      }
      case Stmt.ClassDef s -> {
        add(s.name(), s, Kind.DEFINITION);
        children(s);
      }
      case Node.Alias a -> addLastPart(a.name(), a, Kind.IMPORT);
      default -> children(node);
    }
  }

  private void children(Node node) {
    Nodes.forEachChild(node, this::read);
  }

  private void read(Node node) {
    visit(node, Kind.READ);
  }

  private void visitTarget(Expr target) {
    switch (target) {
      case Expr.Tuple t -> t.elements().forEach(this::visitTarget);
      case Expr.ListExpr t -> t.elements().forEach(this::visitTarget);
      case Expr.Starred t -> visitTarget(t.value());
      default -> visit(target, Kind.WRITE);
    }
  }

  private void visitUnless(Node child, Node target) {
    if (child != target) {
      visit(child, Kind.READ);
    }
  }

  private static boolean isChangingCall(Expr.Attribute e, Kind kind) {
    return kind == Kind.CALL && CHANGING_METHODS.contains(e.attribute());
  }
}
