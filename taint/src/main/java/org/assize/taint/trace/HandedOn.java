package org.assize.taint.trace;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.interpret.QueuedTasks;

/**
 * A body that calls what it is given: {@code def timed(function, *args)}. Who hands a function over
 * hands over what that function is called with, and gets what that one returns; what others hand
 * over belongs to other functions.
 */
record HandedOn(FlowProgram program) {
  /**
   * Whether a caller may be the one by whom a way has come into the body that it leaves now.
   *
   * @param node a parameter of a body
   * @param caller a call of the body
   */
  boolean mayBe(Node node, Ref caller) {
    Node last = node;
    Node next = node.next();
    while (next != null && next.body() == node.body()) {
      last = next;
      next = next.next();
    }
    if (next == null || last.move() != Move.PASSED) {
      return true;
    }
    int callee = next.body();
    return parameter(last.by())
        .flatMap(p -> given(caller, node.body(), p))
        .map(function -> HandedFunction.holds(function, callee))
        .orElse(true);
  }

  /** Returns those of the bodies that a call may reach which the body was given for it. */
  List<Integer> reached(Node node, List<Integer> callees) {
    Calling calling = node.calling();
    if (calling == null || callees.size() < 2) {
      return callees;
    }
    Optional<AbstractValue> function =
        parameter(node.at()).flatMap(p -> given(calling.call(), node.body(), p));
    return function.isEmpty()
        ? seen(node, calling, callees)
        : callees.stream().filter(callee -> HandedFunction.holds(function.get(), callee)).toList();
  }

  /** Of the bodies that a call may reach, those that it reaches for what its own body is given. */
  private static List<Integer> seen(Node node, Calling calling, List<Integer> callees) {
    if (calling.callee() != node.body()) {
      return callees;
    }
    List<Integer> reached =
        calling.inside().effects().calls().stream()
            .filter(c -> c.instruction() == node.instruction() && c.finding().isFollowed())
            .flatMap(c -> c.callees().stream())
            .filter(callees::contains)
            .toList();
    return reached.isEmpty() ? callees : reached;
  }

  /** The parameter that a call calls, or of which it calls a method: {@code task.delay(1)}. */
  private Optional<Integer> parameter(Ref call) {
    Body body = program.body(call.body());
    if (body.op(call.instruction()) != Op.CALL) {
      return Optional.empty();
    }
    int callee = program.origin(body, body.operand(call.instruction(), 0));
    if (body.op(callee) == Op.ATTR && QueuedTasks.isMethod(body.names().get(body.arg(callee)))) {
      callee = program.origin(body, body.operand(callee, 0));
    }
    return body.op(callee) == Op.PARAM ? Optional.of(body.arg(callee)) : Optional.empty();
  }

  /**
   * The functions that a call gives for a parameter; empty where none is known. That there may be
   * others speaks for none in particular.
   */
  private Optional<AbstractValue> given(Ref call, int callee, int parameter) {
    return new Passing(program)
        .single(call, callee, parameter)
        .map(program::value)
        .filter(v -> !v.atoms().isEmpty())
        .filter(v -> v.atoms().stream().allMatch(HandedOn::isFunction));
  }

  private static boolean isFunction(Atom atom) {
    return switch (atom) {
      case Atom.Function _, Atom.External _, Atom.ClassObject _ -> true;
      case Atom.Bound bound -> isFunction(bound.function());
      default -> false;
    };
  }
}
