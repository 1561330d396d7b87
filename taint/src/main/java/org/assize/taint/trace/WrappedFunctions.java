package org.assize.taint.trace;

import java.util.HashSet;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.value.calls.CallSite;

/**
 * A body that stands for many functions: the one that a decorator puts in the place of each
 * function that it decorates. Who calls one of these functions gives nothing to another, and gets
 * nothing of another, though the body is the same.
 */
record WrappedFunctions(FlowProgram program) {
  /**
   * Whether a call of a body may be one of the function for which a way has come into it.
   *
   * @param node a parameter of the body
   * @param caller the call
   */
  boolean mayBe(Node node, Ref caller) {
    if (!isWrapper(node.body())) {
      return true;
    }
    Set<String> meant = new HashSet<>();
    meant(node, meant);
    String called = called(caller);
    return meant.isEmpty() || called.isEmpty() || meant.contains(called);
  }

  private boolean isWrapper(int number) {
    return program
        .body(number)
        .function()
        .map(PythonFunction::definedIn)
        .filter(scope -> scope.kind() == Scope.Kind.FUNCTION)
        .isPresent();
  }

  /** Adds the names of the functions for which the way goes through the body. */
  private void meant(Node node, Set<String> names) {
    Node before = node;
    for (Node at = node.next(); at != null; at = at.next()) {
      if (before.body() == node.body()
          && at.body() != node.body()
          && before.move() == Move.PASSED) {
        wrapped(before.by(), at.body(), names);
      }
      if (at.body() != node.body() && isCallOf(at.at(), node.body())) {
        names.add(called(at.at()));
      }
      before = at;
    }
    names.remove("");
  }

  /** {@code function(*args)}, where the function is one of the decorator's own variables. */
  private void wrapped(Ref call, int callee, Set<String> names) {
    Body body = program.body(call.body());
    boolean isCaptured =
        body.op(call.instruction()) == Op.CALL
            && body.op(program.origin(body, body.operand(call.instruction(), 0))) == Op.LOAD;
    if (isCaptured) {
      program.body(callee).function().map(PythonFunction::name).ifPresent(names::add);
    }
  }

  private boolean isCallOf(Ref at, int number) {
    return program.body(at.body()).op(at.instruction()) == Op.CALL
        && program.call(at).map(CallSite::callees).filter(c -> c.contains(number)).isPresent();
  }

  private String called(Ref call) {
    Body body = program.body(call.body());
    return body.op(call.instruction()) == Op.CALL
        ? program.named(body, program.origin(body, body.operand(call.instruction(), 0)))
        : "";
  }
}
