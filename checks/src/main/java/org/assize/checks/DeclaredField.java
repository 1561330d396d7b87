package org.assize.checks;

import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * An entry of a table of fields in the body of a class.
 *
 * @param owner the class
 * @param name the name of the field
 * @param place its entry
 */
record DeclaredField(PythonClass owner, String name, Place place) {

  /** Returns the entry whose value a node is, or is a part of. */
  static Optional<DeclaredField> around(Node node, PythonModule module, ProgramView program) {
    ModuleView view = program.view(module);
    Node inner = node;
    Optional<Node> outer = view.parent(inner);
    while (outer.isPresent() && outer.get() instanceof Expr) {
      if (outer.get() instanceof Expr.Dict dict) {
        int at = dict.values().indexOf(inner);
        return at >= 0 && dict.keys().get(at) instanceof Expr.Str key
            ? owner(dict, module).map(o -> new DeclaredField(o, key.value(), Place.of(module, key)))
            : Optional.empty();
      }
      inner = outer.get();
      outer = view.parent(inner);
    }
    return Optional.empty();
  }

  private static Optional<PythonClass> owner(Node node, PythonModule module) {
    return module.scopes().classes().stream()
        .filter(c -> c.node().start() <= node.start() && node.end() <= c.node().end())
        .reduce((outer, inner) -> inner);
  }
}
