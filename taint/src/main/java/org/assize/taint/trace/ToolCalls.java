package org.assize.taint.trace;

import org.assize.ir.Body;
import org.assize.ir.Op;

/**
 * The answers of a language model that asks for tools: {@code answer.tool_calls[0].function}, as
 * all that speak the protocol of OpenAI have them, be it as objects or as the JSON that they send.
 */
final class ToolCalls {
  /** {@code message.get("tool_calls") or []} meets once. */
  private static final int MAX_MEETINGS = 2;

  private ToolCalls() {}

  /** Whether a value is what a model passes to a tool. */
  static boolean isArgument(FlowProgram program, Node node) {
    Body body = program.body(node.body());
    int function = read(program, node.body(), node.instruction(), "arguments");
    int call = function < 0 ? -1 : read(program, node.body(), function, "function");
    return call >= 0 && isOfCalls(program, node.body(), body, call);
  }

  /** Whether something is one of the calls that an answer holds. */
  private static boolean isOfCalls(FlowProgram program, int number, Body body, int call) {
    int at = call;
    while (body.op(at) == Op.NEXT || body.op(at) == Op.ITERATE || isElement(program, number, at)) {
      at = program.origin(body, body.operand(at, 0));
    }
    return at != call && isCalls(program, number, at, MAX_MEETINGS);
  }

  private static boolean isCalls(FlowProgram program, int number, int at, int meetings) {
    Body body = program.body(number);
    if (body.op(at) != Op.PHI) {
      return read(program, number, at, "tool_calls") >= 0;
    }
    for (int k = 0; meetings > 0 && k < body.operandCount(at); k++) {
      int one = program.origin(body, body.operand(at, k));
      if (isCalls(program, number, one, meetings - 1)) {
        return true;
      }
    }
    return false;
  }

  /** {@code calls[0]}: an element, and not what stands under a name. */
  private static boolean isElement(FlowProgram program, int number, int at) {
    Body body = program.body(number);
    return body.op(at) == Op.ITEM && key(program, number, body.operand(at, 1)).isEmpty();
  }

  /** Returns the object of which an instruction reads something by its name; -1 for others. */
  private static int read(FlowProgram program, int number, int instruction, String name) {
    Body body = program.body(number);
    return switch (body.op(instruction)) {
      case ATTR ->
          body.names().get(body.arg(instruction)).equals(name)
              ? program.origin(body, body.operand(instruction, 0))
              : -1;
      case ITEM ->
          key(program, number, body.operand(instruction, 1)).equals(name)
              ? program.origin(body, body.operand(instruction, 0))
              : -1;
      case CALL -> {
        int method = program.origin(body, body.operand(instruction, 0));
        boolean isGet =
            body.op(method) == Op.ATTR
                && body.names().get(body.arg(method)).equals("get")
                && body.operandCount(instruction) > 1
                && key(program, number, body.operand(instruction, 1)).equals(name);
        yield isGet ? program.origin(body, body.operand(method, 0)) : -1;
      }
      default -> -1;
    };
  }

  private static String key(FlowProgram program, int number, int instruction) {
    return program.value(new Ref(number, instruction)).constantText().orElse("");
  }
}
