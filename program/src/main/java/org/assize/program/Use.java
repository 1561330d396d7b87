package org.assize.program;

import org.assize.syntax.Node;

/**
 * One place in the program that mentions a name.
 *
 * @param module where
 * @param node the name, attribute, alias, definition, keyword or string that mentions it
 * @param kind what is done with it there
 */
public record Use(PythonModule module, Node node, Kind kind) {
  /** What a place does with a name. */
  public enum Kind {
    /** Its value is read. */
    READ,
    /** It is called; {@link Use#node} is the callee. */
    CALL,
    /** It is bound anew. */
    WRITE,
    /**
     * Its value is changed in place: an element or field is written, or a changing method called.
     */
    CHANGE,
    /** It is imported. */
    IMPORT,
    /** It is defined by {@code def} or {@code class}. */
    DEFINITION,
    /** A string names it, as in {@code mock.patch.object(x, "name")}. */
    STRING
  }

  /** Returns the line (from 1). */
  public int line() {
    return module.lineOf(node);
  }
}
