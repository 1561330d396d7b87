package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** Finds where the code of one body leads; of two ways to one body the surer one is kept. */
final class Edges {
  /** Special methods that only a call of the class or the object runs. */
  private static final Set<String> BY_CALLS = Set.of("__init__", "__new__", "__call__");

  private final Tree tree;
  private final Map<String, List<Integer>> methods;
  private final int number;
  private final Body body;
  private final Map<Integer, Edge> found = new TreeMap<>();

  private Edges(Tree tree, Map<String, List<Integer>> methods, int number) {
    this.tree = tree;
    this.methods = methods;
    this.number = number;
    this.body = tree.body(number);
  }

  /**
   * Returns the ways out of a body, in the order of where they lead.
   *
   * @param methods all methods of the program by name
   */
  static List<Edge> of(Tree tree, Map<String, List<Integer>> methods, int number) {
    Edges edges = new Edges(tree, methods, number);
    edges.calls();
    for (int i = 0; i < edges.body.size(); i++) {
      if (tree.runs(number, i)) {
        edges.instruction(i);
      }
    }
    return List.copyOf(edges.found.values());
  }

  private void add(int callee, int instruction, How how) {
    Edge known = found.get(callee);
    if (callee != number && (known == null || how.compareTo(known.how()) < 0)) {
      found.put(callee, new Edge(callee, instruction, how));
    }
  }

  private void calls() {
    for (CallSite call : tree.values().calls(number)) {
      How how = call.finding() == Finding.BY_NAME ? How.BY_NAME : How.CALL;
      call.callees().forEach(callee -> add(callee, call.instruction(), how));
    }
  }

  private void instruction(int i) {
    switch (body.op(i)) {
      case STORE, PHI, SIGMA -> {} // what is done with the value counts, not that it has a name
      case FUNCTION -> function(i);
      case CLASS -> type(i);
      case ATTR -> {
        values(i, 0);
        attribute(i);
      }
      case CALL -> values(i, tree.isDecorator(number, i) && !isOwn(i) ? 2 : 1);
      default -> values(i, 0);
    }
  }

  private boolean isOwn(int call) {
    return tree.isOwn(tree.operand(number, call, 0));
  }

  private void values(int i, int first) {
    for (int k = first; k < body.operandCount(i); k++) {
      int operand = body.operand(i, k);
      AbstractValue value = tree.values().value(number, operand);
      Tree.functions(value).forEach(function -> add(function, i, How.VALUE));
      value.atoms().forEach(atom -> constructor(atom, i));
    }
  }

  /** Whoever gets a class may make objects of it. */
  private void constructor(Atom atom, int i) {
    if (atom instanceof Atom.ClassObject c) {
      tree.resolver()
          .hierarchy()
          .method(c.type(), "__init__")
          .flatMap(init -> tree.bodies().of(init))
          .ifPresent(init -> add(init, i, How.VALUE));
    }
  }

  /** What is nested in a function runs with it; of a class or module, lambdas do. */
  private void function(int i) {
    int child = tree.bodies().numberOf(body.children().get(body.arg(i)));
    boolean isNested = body.kind() == BodyKind.FUNCTION || body.kind() == BodyKind.LAMBDA;
    if (isNested || tree.body(child).kind() == BodyKind.LAMBDA) {
      add(child, i, How.INSIDE);
    }
  }

  private void type(int i) {
    int child = tree.bodies().numberOf(body.children().get(body.arg(i)));
    add(child, i, How.INSIDE);
  }

  /** An attribute of something unknown may be any method of that name. */
  private void attribute(int i) {
    AbstractValue object = tree.operand(number, i, 0);
    boolean unknown =
        object.isOpen() || object.atoms().stream().anyMatch(a -> a instanceof Atom.Parameter);
    boolean isFound = !Tree.functions(tree.values().value(number, i)).isEmpty();
    if (unknown && !isFound) {
      methods
          .getOrDefault(body.names().get(body.arg(i)), List.of())
          .forEach(method -> add(method, i, How.MENTION));
    }
  }

  /** Returns the methods of a class that Python calls for its syntax: special ones, properties. */
  static List<Integer> calledByPython(Tree tree, PythonClass type) {
    List<Integer> found = new ArrayList<>();
    for (PythonFunction method : type.methods()) {
      boolean special =
          method.name().startsWith("__")
              && method.name().endsWith("__")
              && !BY_CALLS.contains(method.name());
      if (special || isProperty(method)) {
        tree.bodies().of(method).ifPresent(found::add);
      }
    }
    return found;
  }

  static boolean isProperty(PythonFunction method) {
    return method.node().decorators().stream().map(Edges::lastName).anyMatch(Edges::isProperty);
  }

  private static boolean isProperty(String decorator) {
    return decorator.endsWith("property")
        || decorator.equals("setter")
        || decorator.equals("getter")
        || decorator.equals("deleter");
  }

  private static String lastName(Expr decorator) {
    return switch (decorator) {
      case Expr.Name n -> n.id();
      case Expr.Attribute a -> a.attribute();
      case Expr.Call c -> lastName(c.function());
      default -> "";
    };
  }
}
