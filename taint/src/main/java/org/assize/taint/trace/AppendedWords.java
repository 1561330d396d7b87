package org.assize.taint.trace;

import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** The words of a command that are put into a list one after the other. */
record AppendedWords(FlowProgram program) {
  private static final Set<String> PUTTING = Set.of("append", "extend");

  /** Whether what ends the options of a program surely stands before what a call puts in. */
  boolean isBehindDashes(Ref put) {
    Body body = program.body(put.body());
    int list = list(body, put.instruction());
    if (list < 0) {
      return false;
    }
    boolean isBehind = body.op(list) == Op.LIST && holdsDashes(put.body(), list, 0);
    for (int i = 0; i < body.size() && !isBehind; i++) {
      isBehind =
          list(body, i) == list
              && isBefore(put.body(), i, put.instruction())
              && putsDashes(put.body(), i);
    }
    return isBehind;
  }

  /** The list that a call puts something into at its end; -1 where it is none. */
  private int list(Body body, int call) {
    if (body.op(call) != Op.CALL || body.operandCount(call) != 2) {
      return -1;
    }
    int callee = program.origin(body, body.operand(call, 0));
    return body.op(callee) == Op.ATTR && PUTTING.contains(body.names().get(body.arg(callee)))
        ? program.origin(body, body.operand(callee, 0))
        : -1;
  }

  private boolean putsDashes(int number, int call) {
    int given = program.origin(program.body(number), program.body(number).operand(call, 1));
    return holdsDashes(number, call, 1)
        || (program.body(number).op(given) == Op.LIST && holdsDashes(number, given, 0));
  }

  private boolean holdsDashes(int number, int instruction, int from) {
    Body body = program.body(number);
    for (int k = from; k < body.operandCount(instruction); k++) {
      Ref word = new Ref(number, body.operand(instruction, k));
      if (CommandWords.endsOptions(program.value(word))) {
        return true;
      }
    }
    return false;
  }

  private boolean isBefore(int number, int one, int other) {
    Body body = program.body(number);
    int block = body.blockOf(one);
    return block == body.blockOf(other)
        ? one < other
        : program.dominators(number).dominates(block, body.blockOf(other));
  }
}
