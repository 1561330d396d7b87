package org.assize.ir;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Scopes;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Which variables of a module are read or written by bodies other than their own. */
final class Sharing {
  private final Scopes scopes;
  private final Set<Symbol> captured = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Symbol> writtenElsewhere = Collections.newSetFromMap(new IdentityHashMap<>());

  private Sharing(PythonModule module) {
    scopes = module.scopes();
  }

  static Sharing of(PythonModule module) {
    Sharing sharing = new Sharing(module);
    sharing.visitScope(sharing.scopes.root(), false);
    return sharing;
  }

  /** Returns the scope of the body that code of a scope runs in. */
  static Scope bodyOf(Scope scope) {
    Scope body = scope;
    while (body.kind() == Scope.Kind.COMPREHENSION || body.kind() == Scope.Kind.TYPE_PARAMETERS) {
      body = body.parent().orElseThrow();
    }
    return body;
  }

  /** Whether a body inside the variable's own one reads it; of functions' variables only. */
  boolean isCaptured(Symbol symbol) {
    return captured.contains(symbol);
  }

  /** Whether {@code global} or {@code nonlocal} lets another body write it. */
  boolean isWrittenElsewhere(Symbol symbol) {
    return writtenElsewhere.contains(symbol);
  }

  private void visitScope(Scope scope, boolean inside) {
    for (Symbol symbol : scope.symbols()) {
      if (symbol.scope() != scope && bodyOf(symbol.scope()) != bodyOf(scope)) {
        writtenElsewhere.add(symbol);
      }
    }
    boolean capturing = scope.kind() != Scope.Kind.MODULE && scope.kind() != Scope.Kind.CLASS;
    for (Scope child : scope.children()) {
      boolean opens = bodyOf(child) == child;
      if (opens && !inside && capturing) {
        inner(child);
      }
      visitScope(child, inside || (opens && capturing));
    }
  }

  /** Walks the code of a body inside of a function. */
  private void inner(Scope scope) {
    switch (scope.node()) {
      case Stmt.FunctionDef s -> all(s.body(), scope);
      case Stmt.ClassDef s -> all(s.body(), scope);
      case Expr.Lambda e -> visit(e.body(), scope);
      default -> {}
    }
  }

  private void visit(Node node, Scope scope) {
    switch (node) {
      case Expr.Name e -> use(e.id(), scope);
      case Stmt.FunctionDef s -> {
        all(s.decorators(), scope);
        defaults(s.parameters(), scope);
        all(s.body(), opened(s));
      }
      case Stmt.ClassDef s -> {
        Scope body = opened(s);
        all(s.decorators(), scope);
        Scope around = body.parent().orElse(scope);
        all(s.bases(), around);
        all(s.keywords(), around);
        all(s.body(), body);
      }
      case Expr.Lambda e -> {
        defaults(e.parameters(), scope);
        visit(e.body(), opened(e));
      }
      case Expr.ListComp e -> comprehension(e, e.generators(), scope);
      case Expr.SetComp e -> comprehension(e, e.generators(), scope);
      case Expr.DictComp e -> comprehension(e, e.generators(), scope);
      case Expr.GeneratorExp e -> comprehension(e, e.generators(), scope);
      default -> Nodes.forEachChild(node, child -> visit(child, scope));
    }
  }

  private void comprehension(Expr node, List<Node.Comprehension> generators, Scope scope) {
    Scope inner = opened(node);
    Expr first = generators.get(0).iter();
    visit(first, scope);
    Nodes.forEachChild(
        node,
        child -> {
          if (child == generators.get(0)) {
            Nodes.forEachChild(child, part -> visitUnless(part, first, inner));
          } else {
            visit(child, inner);
          }
        });
  }

  private void visitUnless(Node node, Node done, Scope scope) {
    if (node != done) {
      visit(node, scope);
    }
  }

  private void defaults(Node.Parameters parameters, Scope scope) {
    Nodes.forEachChild(
        parameters,
        child -> {
          if (child instanceof Node.Parameter p && p.defaultValue() != null) {
            visit(p.defaultValue(), scope);
          }
        });
  }

  private void all(List<? extends Node> nodes, Scope scope) {
    for (Node node : nodes) {
      visit(node, scope);
    }
  }

  private void use(String name, Scope scope) {
    @Nullable Symbol symbol = scope.lookup(name).orElse(null);
    if (symbol != null && bodyOf(symbol.scope()) != bodyOf(scope)) {
      captured.add(symbol);
    }
  }

  private Scope opened(Node node) {
    return scopes.openedBy(node).orElseThrow();
  }
}
