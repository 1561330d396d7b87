package org.assize.taint.trace;

import org.assize.facts.Fact;
import org.assize.taint.language.SinkLanguage;

/**
 * Operators of a library's objects of which facts say that they escape what is put in: {@code
 * Markup("…%s") % text}. Their own text is that of the program.
 */
record EscapingOperators(Walk walk) {
  /** Whether the operator whose result is a node escapes the other side for a page. */
  boolean escapes(Node node) {
    return walk.query().language() == SinkLanguage.HTML
        && walk.program().paths(node.at()).stream()
            .filter(path -> path.endsWith("__"))
            .flatMap(path -> walk.program().facts().at(path, Fact.Sanitizer.class).stream())
            .anyMatch(fact -> walk.query().isMeant(fact.weakness()));
  }

  /** Returns the node with what escaping leaves of it. */
  Node escaped(Node node) {
    return node.allowing(node.allowed().without(Sanitizers.MARKUP));
  }
}
