package org.assize.taint.trace;

import java.util.List;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * Objects of a library that hold what a body puts into them, as facts say: {@code
 * message["subject"] = text}.
 */
record FilledObjects(Walk walk) {
  private static final String SET_ITEM = ".__setitem__";

  /** Goes on with what the object is given that a call makes; returns whether it is any. */
  boolean visit(Node node) {
    FlowProgram program = walk.program();
    Body body = program.body(node.body());
    boolean any = false;
    for (int i = node.instruction() + 1; i < body.size(); i++) {
      Ref at = new Ref(node.body(), i);
      if (body.op(i) == Op.SET_ITEM
          && program.origin(body, body.operand(i, 0)) == node.instruction()
          && program.objects(node.at()).stream().anyMatch(type -> takes(type + SET_ITEM))) {
        any = true;
        walk.visit(node.before(body.operand(i, 2), Move.MADE).part(List.of()).by(at));
      }
    }
    return any;
  }

  private boolean takes(String path) {
    return walk.program().facts().at(path, Fact.Propagation.class).stream()
        .anyMatch(fact -> fact.to() == Slot.Fixed.SELF);
  }
}
