package org.assize.taint.trace;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.CharSet;

/**
 * A loop that replaces one character after the other in a text: {@code for char, code in TABLE:
 * text = text.replace(char, code)}. It is known by what it does, so that escapers need no list.
 *
 * @param before what the text is before the loop, as the operand of the meeting
 * @param gone the characters that are not in it any more behind the loop
 */
record ReplacingLoop(int before, CharSet gone) {
  /**
   * Returns the loop at whose head a value stands; empty where it is none, or replaces what is not
   * known.
   *
   * @param node a value that is what it was before, or what the loop has made of it
   */
  static Optional<ReplacingLoop> of(Walk walk, Node node) {
    Body body = walk.program().body(node.body());
    int head = node.instruction();
    if (body.operandCount(head) != 2) {
      return Optional.empty();
    }
    int first = body.operand(head, 0);
    int second = body.operand(head, 1);
    if (isReplacement(body, second, head)) {
      return gone(walk, node, second).map(gone -> new ReplacingLoop(first, gone));
    }
    return isReplacement(body, first, head)
        ? gone(walk, node, first).map(gone -> new ReplacingLoop(second, gone))
        : Optional.empty();
  }

  private static boolean isReplacement(Body body, int call, int text) {
    if (body.op(call) != Op.CALL || body.operandCount(call) != 3) {
      return false;
    }
    int callee = body.operand(call, 0);
    return body.op(callee) == Op.ATTR
        && body.operand(callee, 0) == text
        && body.names().get(body.arg(callee)).equals("replace");
  }

  /** The characters that are replaced, all of which a table holds, and that do not come back. */
  private static Optional<CharSet> gone(Walk walk, Node node, int call) {
    Body body = walk.program().body(node.body());
    CharSet back = Safety.characters(walk.value(node, body.operand(call, 2)));
    return replaced(walk, node, body.operand(call, 1))
        .map(characters -> CharSet.of(characters).without(back));
  }

  /** The characters that a loop goes through: those of a fixed text, or of fixed elements. */
  private static Optional<String> replaced(Walk walk, Node node, int element) {
    Body body = walk.program().body(node.body());
    int from = body.op(element) == Op.NEXT ? body.operand(element, 0) : element;
    Optional<String> text =
        body.op(from) == Op.ITERATE
            ? walk.value(node, body.operand(from, 0)).constantText()
            : Optional.empty();
    return text.or(() -> elements(walk.value(node, element)));
  }

  private static Optional<String> elements(AbstractValue value) {
    StringBuilder characters = new StringBuilder();
    for (Atom atom : value.atoms()) {
      Optional<String> text = atom.asText().flatMap(t -> t.shape().constant());
      if (text.isEmpty() || text.get().length() != 1) {
        return Optional.empty();
      }
      characters.append(text.get());
    }
    return value.isOpen() || characters.isEmpty()
        ? Optional.empty()
        : Optional.of(characters.toString());
  }
}
