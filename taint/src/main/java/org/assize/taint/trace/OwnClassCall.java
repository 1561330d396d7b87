package org.assize.taint.trace;

import java.util.List;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.value.domain.Place;
import org.assize.value.domain.Place.Selector;

/**
 * Steps back from an object that a method of a class makes of its own class, whichever that is:
 * {@code cls(**values)}. What is passed by a name is kept in the attribute of that name.
 */
final class OwnClassCall {
  private final Walk walk;
  private final FlowProgram program;

  OwnClassCall(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  /** Goes on with what an attribute is given by its name; false where nothing is. */
  boolean isFollowed(Node node) {
    Body body = program.body(node.body());
    if (body.op(node.instruction()) != Op.CALL
        || node.part().isEmpty()
        || !(node.part().getFirst() instanceof Place.Field(String field))
        || !isOwnClass(body, program.origin(body, body.operand(node.instruction(), 0)))) {
      return false;
    }
    List<CallShape.Argument> shape = body.calls().get(body.arg(node.instruction())).arguments();
    List<Selector> rest = Parts.inner(node.part());
    boolean isByName = true;
    for (int k = 0; k < shape.size(); k++) {
      int value = body.operand(node.instruction(), k + 1);
      switch (shape.get(k)) {
        case CallShape.Named n when n.name().equals(field) ->
            walk.visit(node.before(value, Move.FIELD).part(rest));
        case CallShape.Unnamed.DOUBLE_STAR ->
            walk.visit(
                node.before(value, Move.FIELD)
                    .part(Parts.within(new Place.Key(new Literal.Text(field)), rest)));
        case CallShape.Named _ -> {}
        default -> isByName = false;
      }
    }
    if (isByName && !shape.isEmpty()) {
      walk.end(new End.Unknown(node, "what a new object has without being given it"));
      return true;
    }
    return false;
  }

  /** Whether a value is the class that a method is called on. */
  private static boolean isOwnClass(Body body, int value) {
    return body.op(value) == Op.PARAM
        && body.arg(value) == 0
        && body.hasReceiver()
        && body.parameters().getFirst().name().equals("cls");
  }
}
