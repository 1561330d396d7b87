package org.assize.taint;

import java.util.List;
import java.util.stream.IntStream;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.CallArguments;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Ref;

/**
 * Objects whose methods do no harm because of how they were made: what {@code
 * socket.socket(socket.AF_UNIX)} connects to has a path and no host.
 */
record MadeSafe(FlowProgram program) {

  /**
   * Whether facts say so of the call that made the object whose method is called: the call itself,
   * or all that the same function assigns to the field in which it keeps the object.
   */
  boolean holds(Fact.Sink sink, Ref at, CallArguments arguments) {
    if (arguments.receiver().isEmpty()) {
      return false;
    }
    Body body = program.body(at.body());
    int object = program.origin(body, arguments.receiver().get());
    if (body.op(object) != Op.ATTR) {
      return isSafe(new Ref(at.body(), object), sink.weakness());
    }
    List<Ref> kept =
        IntStream.range(0, body.size())
            .filter(i -> body.op(i) == Op.SET_ATTR && body.arg(i) == body.arg(object))
            .filter(i ->
                program.origin(body, body.operand(i, 0))
                    == program.origin(body, body.operand(object, 0)))
            .mapToObj(i -> new Ref(at.body(), program.origin(body, body.operand(i, 1))))
            .toList();
    return !kept.isEmpty() && kept.stream().allMatch(k -> isSafe(k, sink.weakness()));
  }

  private boolean isSafe(Ref maker, String weakness) {
    return program.body(maker.body()).op(maker.instruction()) == Op.CALL
        && program.paths(maker).stream()
            .flatMap(path -> program.facts().at(path, Fact.Sanitizer.class).stream())
            .filter(f -> f.weakness().equals(weakness) && f.slot() == Slot.Fixed.RETURN)
            .anyMatch(f -> new CallArguments(program, maker).holds(f.when()) == Truth.TRUE);
  }
}
