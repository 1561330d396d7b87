package org.assize.value.solve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.value.calls.Bodies;

/** Classes as attribute lookup sees them; those that have no body here do not exist. */
final class Classes {
  private final Hierarchy hierarchy;
  private final Bodies bodies;
  private final Map<PythonClass, List<PythonClass>> orders = new ConcurrentHashMap<>();
  private final Map<PythonClass, List<PythonClass>> below = new ConcurrentHashMap<>();

  Classes(Hierarchy hierarchy, Bodies bodies) {
    this.hierarchy = hierarchy;
    this.bodies = bodies;
  }

  /** Returns a class and its bases within the tree, in the order of attribute lookup. */
  List<PythonClass> order(PythonClass type) {
    List<PythonClass> known = orders.get(type);
    if (known == null) {
      known = new ArrayList<>();
      for (Target target : hierarchy.order(type)) {
        if (target instanceof Target.ClassTarget c) {
          known.add(c.type());
        }
      }
      known = List.copyOf(known);
      orders.put(type, known);
    }
    return known;
  }

  /** Returns the classes below a class, nearest first. */
  List<PythonClass> below(PythonClass type) {
    List<PythonClass> known = below.get(type);
    if (known == null) {
      known = hierarchy.descendants(type).stream().filter(c -> bodies.of(c).isPresent()).toList();
      below.put(type, known);
    }
    return known;
  }

  /** Returns the fields that a class and its bases declare by annotations, bases first. */
  List<String> declaredFields(PythonClass type) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    for (PythonClass one : order(type).reversed()) {
      for (Stmt statement : one.node().body()) {
        if (statement instanceof Stmt.AnnAssign a && a.target() instanceof Expr.Name n) {
          names.add(n.id());
        }
      }
    }
    return List.copyOf(names);
  }

  /** Returns the paths of the bases outside the tree. */
  List<String> outside(PythonClass type) {
    return hierarchy.outsideAncestors(type);
  }

  PythonClass introducer(PythonClass type, String method) {
    return hierarchy.introducer(type, method);
  }

  boolean derives(PythonClass type, PythonClass base) {
    return order(type).contains(base);
  }

  /**
   * Returns what {@code super().name} can be in a method of a class: it goes on behind the class in
   * the order of the object's own class, which may be any below.
   */
  Set<Symbol> behind(PythonClass type, String name) {
    Set<Symbol> found = new LinkedHashSet<>();
    add(type, type, name, found);
    below(type).forEach(lower -> add(lower, type, name, found));
    return found;
  }

  private void add(PythonClass of, PythonClass type, String name, Set<Symbol> found) {
    List<PythonClass> order = order(of);
    attribute(order.subList(order.indexOf(type) + 1, order.size()), name).ifPresent(found::add);
  }

  /** Returns the attribute that a class's own body binds. */
  static Optional<Symbol> own(PythonClass type, String name) {
    return type.body().local(name).filter(Symbol::isBound);
  }

  /** Returns the attribute that the first class of the order binds. */
  Optional<Symbol> attribute(List<PythonClass> order, String name) {
    for (PythonClass one : order) {
      Optional<Symbol> symbol = own(one, name);
      if (symbol.isPresent()) {
        return symbol;
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the dotted paths of the classes outside the tree that stand behind a class without
   * bases of its own in the classes below it, as views stand behind their mixins.
   */
  List<String> mixedWith(PythonClass type) {
    boolean isPlain =
        hierarchy.outsideAncestors(type).stream().allMatch("builtins.object"::equals)
            && hierarchy.ownOrder(type).size() == 1;
    return isPlain
        ? below(type).stream()
            .flatMap(c ->
                hierarchy.order(c).stream().dropWhile(t -> !t.equals(new Target.ClassTarget(type))))
            .flatMap(t -> t instanceof Target.External e ? Stream.of(e.path()) : Stream.of())
            .distinct()
            .toList()
        : List.of();
  }
}
