package org.assize.taint.trace;

import java.util.List;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.jspecify.annotations.Nullable;

/**
 * Steps back from an exception that is caught. It carries what it was made with: by a raise in the
 * try, or in what is called there.
 */
final class ExceptionSteps {
  private final Walk walk;
  private final FlowProgram program;

  ExceptionSteps(Walk walk) {
    this.walk = walk;
    program = walk.program();
  }

  void caught(Node node) {
    Body body = program.body(node.body());
    int handler = body.blockOf(node.instruction());
    boolean any = false;
    for (int i = 0; i < body.size(); i++) {
      if (body.handler(body.blockOf(i)) == handler) {
        if (body.op(i) == Op.RAISE) {
          any |= raised(node, new Ref(node.body(), i), node.calling());
        } else if (body.op(i) == Op.CALL) {
          any |= raisedBy(node, new Ref(node.body(), i));
        }
      }
    }
    if (!any) {
      walk.end(new End.Unknown(node, "an exception"));
    }
  }

  private boolean raisedBy(Node node, Ref call) {
    boolean any = false;
    for (int callee : program.call(call).map(c -> c.callees()).orElse(List.of())) {
      Calling calling = CallSteps.calling(walk, node, call, callee);
      Body body = program.body(callee);
      for (int i = 0; calling != null && i < body.size(); i++) {
        if (body.op(i) == Op.RAISE && body.handler(body.blockOf(i)) < 0) {
          any |= raised(node, new Ref(callee, i), calling);
        }
      }
    }
    return any;
  }

  private boolean raised(Node node, Ref raise, @Nullable Calling calling) {
    Body body = program.body(raise.body());
    if (body.operandCount(raise.instruction()) == 0) {
      return false;
    }
    Ref made = new Ref(raise.body(), body.operand(raise.instruction(), 0));
    walk.visit(node.before(made, Move.RAISED).by(raise).part(List.of()).in(calling));
    return true;
  }
}
