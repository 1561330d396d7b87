package org.assize.taint;

import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Place;

/**
 * Whether a value is one that browsers fill in themselves, and that arrives whole: nobody but the
 * visitor then chooses what the visitor gets. A field of a form that is called so is no such value.
 *
 * @param names of headers that browsers fill in
 */
record OwnBrowser(FlowProgram program, Set<String> names) {
  /** How what holds the headers of a request is called. */
  private static final Set<String> HEADERS =
      Set.of("headers", "header", "META", "environ", "get_header", "getheader", "str_headers");

  /** Whether it is. */
  boolean chooses(End.Controlled end) {
    return isWhole(end.node()) && isSource(end);
  }

  /** Whether it begins with such a header, whatever is made of it. */
  boolean isSource(End.Controlled end) {
    if (names.isEmpty()) {
      return false;
    }
    String last = end.what().substring(end.what().lastIndexOf('.') + 1);
    return isNamed(last) || (HEADERS.contains(last) && isRead(end.node()));
  }

  /** A part of an address, such as a field of its query, is chosen by whoever made the link. */
  private static boolean isWhole(Node end) {
    return !end.surround().isComposed()
        && !end.goesBy(Move.MADE)
        && !end.goesBy(Move.OPAQUE)
        && !end.goesBy(Move.OBJECT)
        && !end.goesBy(Move.COMPOSED);
  }

  private boolean isRead(Node end) {
    if (end.part().stream()
        .anyMatch(s -> s instanceof Place.Key(Literal.Text(String key)) && isNamed(key))) {
      return true;
    }
    for (Node at = end; at != null; at = at.next()) {
      if (isReadBy(at.at())) {
        return true;
      }
    }
    return false;
  }

  /** {@code headers["Referer"]} and {@code get_header("Referer")}. */
  private boolean isReadBy(Ref at) {
    Body body = program.body(at.body());
    int first = at.instruction();
    if (body.op(first) != Op.ITEM && body.op(first) != Op.CALL) {
      return false;
    }
    return body.operandCount(first) > 1
        && program
            .value(new Ref(at.body(), body.operand(first, 1)))
            .constantText()
            .filter(this::isNamed)
            .isPresent();
  }

  private boolean isNamed(String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
