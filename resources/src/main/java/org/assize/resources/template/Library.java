package org.assize.resources.template;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The names that the module of a template imports. They begin with a sign that no name of a
 * template has.
 */
final class Library {
  /** The package, known to facts alone, that stands for what template engines do. */
  static final String ENGINE = "template_engine";

  private static final String MARK = "$";

  private Library() {}

  /** The import of one package under its marked name. */
  static Stmt imported(String dotted) {
    return new Stmt.Import(0, 0, List.of(new Node.Alias(0, 0, dotted, MARK + dotted)));
  }

  /** Calls a function: {@code html.escape}. */
  static Expr call(int start, int end, String module, String name, List<Expr> args) {
    return new Expr.Call(start, end, attribute(start, end, module, name), args, List.of());
  }

  /** Names something of a package. */
  static Expr attribute(int start, int end, String module, String name) {
    return new Expr.Attribute(start, end, new Expr.Name(start, end, MARK + module), name);
  }
}
