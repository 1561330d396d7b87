package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * The names that tell what a value is for: what it is bound to, passed to, compared with or looked
 * up in, up to its function; through one local name.
 */
final class Surroundings {
  private final ModuleView view;
  private final Set<Named> found = new LinkedHashSet<>();

  private Surroundings(ModuleView view) {
    this.view = view;
  }

  /** A name near a value, with its place. */
  record Named(String name, Place place) {}

  /** Returns the names around a value, the nearest first. */
  static List<Named> of(Expr value, ModuleView view) {
    Surroundings surroundings = new Surroundings(view);
    surroundings.outwards(value, 0);
    view.module().scopes().functionAt(value.start()).ifPresent(surroundings::addFunction);
    return List.copyOf(surroundings.found);
  }

  /** Returns the names and texts that a value is made of. */
  static List<Named> within(List<? extends Node> values, ModuleView view) {
    Surroundings surroundings = new Surroundings(view);
    values.forEach(surroundings::inwards);
    return List.copyOf(surroundings.found);
  }

  /** Returns the texts that stand in a node, in their order. */
  static List<Named> texts(Node node, ModuleView view) {
    Surroundings surroundings = new Surroundings(view);
    surroundings.text(node);
    return List.copyOf(surroundings.found);
  }

  private void text(Node node) {
    switch (node) {
      case Expr.Str e -> add(e.value(), e);
      case Expr.Bytes e -> add(e.value(), e);
      default -> Nodes.forEachChild(node, this::text);
    }
  }

  private void add(String name, Node at) {
    found.add(new Named(name, Place.of(view.module(), at)));
  }

  private void addFunction(PythonFunction function) {
    found.add(new Named(function.name(), Place.ofName(function)));
  }

  private void inwards(Node node) {
    switch (node) {
      case Expr.Name e -> add(e.id(), e);
      case Expr.Attribute e -> {
        add(e.attribute(), e);
        inwards(e.value());
      }
      case Expr.Subscript e -> {
        inwards(e.value());
        if (e.index() instanceof Expr.Str s) {
          add(s.value(), s);
        }
      }
      default -> Nodes.forEachChild(node, this::inwards);
    }
  }

  private void outwards(Node value, int depth) {
    Node inner = value;
    Optional<Node> outer = view.parent(value);
    while (outer.isPresent() && !ends(outer.get())) {
      around(outer.get(), inner, depth);
      inner = outer.get();
      outer = view.parent(inner);
    }
    outer.ifPresent(node -> statement(node, depth));
  }

  private static boolean ends(Node node) {
    return node instanceof Stmt || node instanceof Node.Module;
  }

  private void around(Node outer, Node inner, int depth) {
    switch (outer) {
      case Expr.Call call when call.function() != inner -> callee(call);
      case Node.Keyword keyword when keyword.name() != null -> add(keyword.name(), keyword);
      case Expr.Dict dict -> {
        int at = dict.values().indexOf(inner);
        Expr key = at < 0 ? null : dict.keys().get(at);
        if (key instanceof Expr.Str s) {
          add(s.value(), s);
        }
      }
      case Expr.Subscript s when s.index() == inner -> inwards(s.value());
      case Expr.Compare c -> {
        List<Expr> sides = new ArrayList<>(c.comparators());
        sides.add(c.left());
        sides.stream().filter(side -> side != inner).forEach(this::inwards);
      }
      case Expr.NamedExpr e -> target(e.target(), depth);
      default -> {}
    }
  }

  private void callee(Expr.Call call) {
    switch (call.function()) {
      case Expr.Attribute a -> {
        add(a.attribute(), a);
        if (a.value() instanceof Expr.Name || a.value() instanceof Expr.Attribute) {
          inwards(a.value());
        }
      }
      case Expr.Name n -> add(n.id(), n);
      default -> {}
    }
  }

  private void statement(Node node, int depth) {
    switch (node) {
      case Stmt.Assign s -> s.targets().forEach(t -> target(t, depth));
      case Stmt.AnnAssign s -> target(s.target(), depth);
      case Stmt.AugAssign s -> target(s.target(), depth);
      case Stmt.Return s -> caller(s, depth);
      default -> {}
    }
  }

  /** What a private function gives back to the one call of it. */
  private void caller(Stmt.Return given, int depth) {
    if (depth <= 1) {
      view.module()
          .scopes()
          .functionAt(given.start())
          .flatMap(f -> SingleCall.of(f, view))
          .ifPresent(call -> {
            outwards(call.node(), depth + 1);
            call.function().ifPresent(this::addFunction);
          });
    }
  }

  private void target(Expr target, int depth) {
    inwards(target);
    if (depth > 1 || !(target instanceof Expr.Name name)) {
      return;
    }
    Optional<Symbol> symbol = view.module().scopes().at(name.start()).lookup(name.id());
    for (Expr.Name use : view.all(Expr.Name.class)) {
      boolean later = use.id().equals(name.id()) && use.start() > name.end();
      if (later && view.module().scopes().at(use.start()).lookup(use.id()).equals(symbol)) {
        outwards(use, depth + 1);
      }
    }
  }
}
