package org.assize.taint;

import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;

/** Whether a value is the program that is started: its first word, which is no argument. */
record StartedProgram(FlowProgram program, SinkSite sink) {
  boolean isChosenBy(End.Controlled end) {
    return sink.rule().flow().language() == SinkLanguage.ARGUMENT
        && (isFirstArgument(end.node()) || isFirstOfList(end.node()));
  }

  /** {@code create_subprocess_exec(tool, name)}. */
  private boolean isFirstArgument(Node from) {
    int value = sink.value().instruction();
    Body body = program.body(sink.at().body());
    int call = sink.at().instruction();
    return sink.value().body() == sink.at().body()
        && body.op(call) == Op.CALL
        && body.operandCount(call) > 1
        && body.operand(call, 1) == value
        && isHandedOn(from);
  }

  /** {@code run([tool, name])}. */
  private boolean isFirstOfList(Node from) {
    for (Node at = from; at.next() != null; at = at.next()) {
      Node list = at.next();
      Body body = program.body(list.body());
      boolean isList =
          body.op(list.instruction()) == Op.LIST || body.op(list.instruction()) == Op.TUPLE;
      if (at.move() == Move.ELEMENT && isList) {
        return at.body() == list.body()
            && body.arg(list.instruction()) < 0
            && body.operandCount(list.instruction()) > 0
            && body.operand(list.instruction(), 0) == at.instruction()
            && isHandedOn(list);
      }
    }
    return false;
  }

  /** Whether nothing is made of a value, and it becomes no part of another one. */
  private static boolean isHandedOn(Node from) {
    for (Node at = from; at != null; at = at.next()) {
      boolean isKept =
          switch (at.move()) {
            case SAME, CHECKED, PASSED, RETURNED, STORED, FIELD -> true;
            case COMPOSED, MADE, OPAQUE, OBJECT, FILE, NAME, SAVED, RAISED, ELEMENT, PART -> false;
          };
      if (!isKept) {
        return false;
      }
    }
    return true;
  }
}
