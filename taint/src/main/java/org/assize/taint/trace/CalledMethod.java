package org.assize.taint.trace;

import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * What is called by a name behind a dot, whatever that is: {@code rows.filter(…)}.
 *
 * @param name of the method
 * @param receiver the value before the dot
 */
record CalledMethod(String name, int receiver) {
  /** Returns the method that an instruction calls; empty where it calls none by its name. */
  static Optional<CalledMethod> of(FlowProgram program, Ref call) {
    Body body = program.body(call.body());
    if (body.op(call.instruction()) != Op.CALL) {
      return Optional.empty();
    }
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    return body.op(callee) == Op.ATTR
        ? Optional.of(
            new CalledMethod(
                body.names().get(body.arg(callee)), program.origin(body, body.operand(callee, 0))))
        : Optional.empty();
  }
}
