package org.assize.program;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.assize.syntax.Node;

/** The scopes of one module, with its classes and functions. */
public final class Scopes {
  private final Scope root;
  private final IdentityHashMap<Node, Scope> byNode;
  private final IdentityHashMap<Node, PythonClass> classByNode = new IdentityHashMap<>();
  private final IdentityHashMap<Node, PythonFunction> functionByNode = new IdentityHashMap<>();
  private final List<PythonClass> classes;
  private final List<PythonFunction> functions;

  Scopes(
      Scope root,
      IdentityHashMap<Node, Scope> byNode,
      List<PythonClass> classes,
      List<PythonFunction> functions) {
    this.root = root;
    this.byNode = byNode;
    this.classes = List.copyOf(classes);
    this.functions = List.copyOf(functions);
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
    boolean deeper = true;
    while (deeper) {
      deeper = false;
      for (Scope child : scope.children()) {
        if (child.covers(offset)) {
          scope = child;
          deeper = true;
          break;
        }
      }
    }
    return scope;
  }

  /** Returns the innermost function around an offset, its parameters and body included. */
  public Optional<PythonFunction> functionAt(int offset) {
    PythonFunction found = null;
    for (PythonFunction function : functions) {
      if (function.node().start() <= offset && offset < function.node().end()) {
        found = function;
      }
    }
    return Optional.ofNullable(found);
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
