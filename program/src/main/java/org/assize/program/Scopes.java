package org.assize.program;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** The scopes of one module, with its classes and functions. */
public final class Scopes {
  private final Scope root;
  private final IdentityHashMap<Node, Scope> byNode;
  private final IdentityHashMap<Node, PythonClass> classByNode = new IdentityHashMap<>();
  private final IdentityHashMap<Node, PythonFunction> functionByNode = new IdentityHashMap<>();
  private final List<PythonClass> classes;
  private final List<PythonFunction> functions;
  private final int[] enclosing;

  Scopes(
      Scope root,
      IdentityHashMap<Node, Scope> byNode,
      List<PythonClass> classes,
      List<PythonFunction> functions) {
    this.root = root;
    this.byNode = byNode;
    this.classes = List.copyOf(classes);
    this.functions = List.copyOf(functions);
    enclosing = enclosing(this.functions);
    classes.forEach(c -> classByNode.put(c.node(), c));
    functions.forEach(f -> functionByNode.put(f.node(), f));
  }

  /** Returns the module's own scope. */
  public Scope root() {
    return root;
  }

  /** Returns the scope that a node opens, if it opens one. */
  public Optional<Scope> openedBy(Node node) {
    return Optional.ofNullable(byNode.get(node));
  }

  /** Returns the innermost scope that resolves names used at an offset. */
  public Scope at(int offset) {
    Scope scope = root;
    Scope inner = scope.childAt(offset);
    while (inner != null) {
      scope = inner;
      inner = scope.childAt(offset);
    }
    return scope;
  }

  /** Returns the one place that binds a name where it is used; empty where several do, or none. */
  public Optional<Binding> only(Expr.Name name) {
    return at(name.start()).lookup(name.id()).flatMap(Symbol::only);
  }

  /** Returns what the one place that binds a name binds it to, where the syntax shows it. */
  public Optional<Expr> onlyValue(Expr.Name name) {
    return only(name).flatMap(Binding::value);
  }

  /** Returns the innermost function around an offset, its parameters and body included. */
  public Optional<PythonFunction> functionAt(int offset) {
    int low = 0;
    int high = functions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (functions.get(middle).node().start() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // What contains the offset is the last to start before it, or lies around that one.
    int found = low - 1;
    while (found >= 0 && functions.get(found).node().end() <= offset) {
      found = enclosing[found];
    }
    return found < 0 ? Optional.empty() : Optional.of(functions.get(found));
  }

  /** For each function the index of the one directly around it, -1 where there is none. */
  private static int[] enclosing(List<PythonFunction> functions) {
    int[] around = new int[functions.size()];
    for (int i = 0; i < around.length; i++) {
      int candidate = i - 1;
      int start = functions.get(i).node().start();
      while (candidate >= 0 && functions.get(candidate).node().end() <= start) {
        candidate = around[candidate];
      }
      around[i] = candidate;
    }
    return around;
  }

  /** Returns the class of a definition in this module. */
  public Optional<PythonClass> classOf(Node definition) {
    return Optional.ofNullable(classByNode.get(definition));
  }

  /** Returns the function of a definition in this module. */
  public Optional<PythonFunction> functionOf(Node definition) {
    return Optional.ofNullable(functionByNode.get(definition));
  }

  /** Returns all classes in the order of their places, nested ones included. */
  public List<PythonClass> classes() {
    return classes;
  }

  /** Returns all functions and methods in the order of their places, nested ones included. */
  public List<PythonFunction> functions() {
    return functions;
  }
}
