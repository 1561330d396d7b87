package org.assize.taint.trace;

import org.assize.ir.BodyParameter;
import org.assize.ir.Literal;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/** Whether a route lets only such values through for a parameter of a view that do no harm. */
record RouteLimits(Walk walk) {
  /**
   * Whether it does.
   *
   * @param node the parameter, or a part of it
   */
  boolean holds(Node node, int index, Entry entry) {
    BodyParameter parameter = walk.program().body(node.body()).parameters().get(index);
    boolean isKeyword =
        parameter.kind() == BodyParameter.Kind.VAR_KEYWORD
            && !node.part().isEmpty()
            && node.part().getFirst() instanceof Place.Key(Literal.Text _);
    return isKeyword
        ? holds(
            node.part(Parts.inner(node.part())),
            ((Literal.Text) ((Place.Key) node.part().getFirst()).key()).value(),
            entry)
        : holds(node, parameter.name(), entry);
  }

  private boolean holds(Node node, String name, Entry entry) {
    return isLimited(node, name, entry) || isText(node, name, entry);
  }

  /** Whether it is the text of a part of the route, where a text does no harm. */
  private boolean isText(Node node, String name, Entry entry) {
    return RouteParameter.characters(entry.address(), name).isPresent()
        && new Sanitizers(walk).isMade(node, "str");
  }

  /** Whether the route lets only characters through that do no harm. */
  private boolean isLimited(Node node, String name, Entry entry) {
    return node.part().isEmpty()
        && RouteParameter.limits(walk.program(), walk.query(), node, entry.address(), name);
  }
}
