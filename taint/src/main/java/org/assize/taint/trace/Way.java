package org.assize.taint.trace;

import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * The way of a value to a sink.
 *
 * @param program that it lies in
 * @param start where it begins
 */
public record Way(FlowProgram program, Node start) {
  private static final int MAX_STEPS = 3;

  /**
   * Whether a call is given something of the value on its way, or nothing at all: what it looks at
   * then is not seen.
   */
  public boolean meets(Ref call) {
    Body body = program.body(call.body());
    if (body.op(call.instruction()) != Op.CALL || body.operandCount(call.instruction()) < 2) {
      return true;
    }
    for (Node node = start; node != null; node = node.next()) {
      if (node.body() == call.body() && isGiven(body, call, node)) {
        return true;
      }
    }
    return false;
  }

  /** An object that holds the value is given as a whole, or another part of it is. */
  private boolean isGiven(Body body, Ref call, Node node) {
    int value = program.origin(body, node.instruction());
    int steps = node.part().isEmpty() ? MAX_STEPS : 0;
    for (int k = 1; k < body.operandCount(call.instruction()); k++) {
      if (Tests.isMadeOf(program, body, body.operand(call.instruction(), k), value, steps)) {
        return true;
      }
    }
    return false;
  }
}
