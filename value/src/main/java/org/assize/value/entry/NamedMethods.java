package org.assize.value.entry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;
import org.assize.value.domain.AbstractValue;

/**
 * Methods that are taken by a name which is a value, where an object has too many of them to follow
 * each: {@code Rule(path, endpoint=getattr(self, view))} with a table of the views.
 */
final class NamedMethods {
  private final Tree tree;

  NamedMethods(Tree tree) {
    this.tree = tree;
  }

  /**
   * Returns the methods of an object whose names the module lists, where one is registered, each
   * with the path that stands beside its name; none where there is no single one.
   */
  SortedMap<Integer, String> listed(int body, int registered) {
    SortedMap<Integer, String> found = new TreeMap<>();
    if (!isGetattr(body, registered)) {
      return found;
    }
    Map<String, Set<String>> paths = paths(tree.body(body).module());
    for (int method : methods(body, registered)) {
      String name = tree.body(method).function().map(PythonFunction::name).orElse("");
      Set<String> beside = paths.get(name);
      if (beside != null) {
        found.put(method, beside.size() == 1 ? beside.iterator().next() : "");
      }
    }
    return found;
  }

  /** Of each text in a row of a table, the texts of the row that are paths. */
  private static Map<String, Set<String>> paths(PythonModule module) {
    Map<String, Set<String>> paths = new HashMap<>();
    for (Stmt statement : module.tree().body()) {
      Nodes.forEach(
          statement,
          node -> {
            if (node instanceof Expr.Tuple row) {
              Set<String> texts = texts(row);
              Set<String> own = new HashSet<>(texts);
              own.removeIf(t -> !t.startsWith("/"));
              texts.forEach(t -> paths.computeIfAbsent(t, n -> new HashSet<>()).addAll(own));
            }
          });
    }
    return paths;
  }

  private static Set<String> texts(Expr row) {
    Set<String> texts = new HashSet<>();
    Nodes.forEach(
        row,
        node -> {
          if (node instanceof Expr.Str text) {
            texts.add(text.value());
          }
        });
    return texts;
  }

  private List<Integer> methods(int body, int getattr) {
    return types(body, tree.body(body).operand(getattr, 1)).stream()
        .flatMap(type -> tree.publicMethods(type).stream())
        .toList();
  }

  /** The classes of the receiver, of a field of it, or of what else is known at once. */
  private List<PythonClass> types(int body, int object) {
    Body code = tree.body(body);
    int at = origin(code, object);
    Optional<PythonClass> own = code.function().flatMap(PythonFunction::owner);
    if (own.isPresent() && isReceiver(code, at)) {
      return List.of(own.get());
    }
    Optional<AbstractValue> field =
        own.isPresent() && code.op(at) == Op.ATTR && isReceiver(code, code.operand(at, 0))
            ? tree.values().field(own.get(), code.names().get(code.arg(at)))
            : Optional.empty();
    return Tree.classes(field.orElseGet(() -> tree.values().value(body, object)));
  }

  private static boolean isReceiver(Body code, int at) {
    int object = origin(code, at);
    return code.hasReceiver() && code.op(object) == Op.PARAM && code.arg(object) == 0;
  }

  private static int origin(Body code, int instruction) {
    int at = instruction;
    while (code.op(at) == Op.SIGMA) {
      at = code.operand(at, 0);
    }
    return at;
  }

  private boolean isGetattr(int body, int at) {
    Body code = tree.body(body);
    return code.op(at) == Op.CALL
        && code.operandCount(at) > 2
        && tree.absent(tree.operand(body, at, 0)).contains("builtins.getattr");
  }
}
