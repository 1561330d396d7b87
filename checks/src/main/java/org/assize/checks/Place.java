package org.assize.checks;

import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * A range of one file of the program.
 *
 * @param module the file
 * @param start offset of its first unit
 * @param end offset behind its last unit
 */
public record Place(PythonModule module, int start, int end) {
  /** Returns the place of a node. */
  public static Place of(PythonModule module, Node node) {
    return new Place(module, node.start(), node.end());
  }

  /**
   * Returns where a use mentions the name itself, which may be lines below the start of a chain.
   */
  static Place ofName(Use use) {
    Node node = use.node();
    int start = node instanceof Expr.Attribute a ? a.end() - a.attribute().length() : node.start();
    return new Place(use.module(), start, node.end());
  }

  /** Returns where a function is given its name. */
  public static Place ofName(PythonFunction function) {
    int start = function.node().nameStart();
    return new Place(function.module(), start, start + function.name().length());
  }

  /** Returns where a class is given its name. */
  static Place ofName(PythonClass type) {
    int start = type.node().nameStart();
    return new Place(type.module(), start, start + type.name().length());
  }

  /** Returns the line (from 1) on which it starts. */
  public int line() {
    return module.text().lineAt(start);
  }

  /** Returns how a sentence about a file cites it: within that file, the line is enough. */
  String citeFrom(PythonModule reader) {
    return module == reader ? Integer.toString(line()) : cite();
  }

  /** Returns {@code path:line}, as messages cite it. */
  public String cite() {
    return module.path() + ":" + line();
  }
}
