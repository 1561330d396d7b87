package org.assize.checks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/** Whether a condition within an expression compares with what a network client sends. */
record ClientConditions(Check check) {
  /** Returns where the client's value is read; it stands in the function itself. */
  Optional<Finding.Evidence> in(Expr expression) {
    Deque<Node> open = new ArrayDeque<>();
    open.add(expression);
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (node instanceof Node.Comprehension c) {
        for (Expr condition : c.ifs()) {
          Optional<Finding.Evidence> found = read(condition, true);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      Nodes.forEachChild(node, open::add);
    }
    return Optional.empty();
  }

  private Optional<Finding.Evidence> read(Node node, boolean throughNames) {
    if (node instanceof Expr.Attribute attribute && isClients(attribute)) {
      Place place = Place.of(check.view().module(), attribute);
      String text = "a client sends " + Wording.written(attribute, check.view());
      return Optional.of(new Finding.Evidence(place, text));
    }
    if (node instanceof Expr.Name name && throughNames) {
      return only(name).flatMap(value -> read(value, false));
    }
    Deque<Node> parts = new ArrayDeque<>();
    Nodes.forEachChild(node, parts::add);
    for (Node part : parts) {
      Optional<Finding.Evidence> found = read(part, throughNames);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The one value that a name of the function has. */
  private Optional<Expr> only(Expr.Name name) {
    return check.view().module().scopes().onlyValue(name);
  }

  private boolean isClients(Expr.Attribute attribute) {
    return check
        .program()
        .resolver()
        .resolve(attribute, check.view().module())
        .dottedPath()
        .stream()
        .flatMap(path -> check.program().lookup().at(path, Fact.Source.class).stream())
        .anyMatch(source -> source.origin() == Control.REMOTE);
  }
}
