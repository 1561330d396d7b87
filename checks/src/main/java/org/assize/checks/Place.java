package org.assize.checks;

import org.assize.program.PythonModule;
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

  /** Returns the line (from 1) on which it starts. */
  public int line() {
    return module.text().lineAt(start);
  }

  /** Returns {@code path:line}, as messages cite it. */
  public String cite() {
    return module.path() + ":" + line();
  }
}
