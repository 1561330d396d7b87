package org.assize.taint.trace;

import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * The answers of a language model that asks for tools: {@code answer.tool_calls[0].function}, as
 * all that speak the protocol of OpenAI have them.
 */
final class ToolCalls {
  private ToolCalls() {}

  /** Whether a value is what a model passes to a tool. */
  static boolean isArgument(FlowProgram program, Node node) {
    Body body = program.body(node.body());
    int function = attribute(program, body, node.instruction(), "arguments");
    int call = function < 0 ? -1 : attribute(program, body, function, "function");
    return call >= 0 && isOfCalls(program, body, call);
  }

  /** Whether something is one of the calls that an answer holds. */
  private static boolean isOfCalls(FlowProgram program, Body body, int call) {
    int at = call;
    while (body.op(at) == Op.NEXT || body.op(at) == Op.ITERATE || body.op(at) == Op.ITEM) {
      at = program.origin(body, body.operand(at, 0));
    }
    return at != call && attribute(program, body, at, "tool_calls") >= 0;
  }

  /** Returns the object of which an instruction reads an attribute; -1 where it reads none. */
  private static int attribute(FlowProgram program, Body body, int instruction, String name) {
    boolean isRead =
        body.op(instruction) == Op.ATTR && body.names().get(body.arg(instruction)).equals(name);
    return isRead ? program.origin(body, body.operand(instruction, 0)) : -1;
  }
}
