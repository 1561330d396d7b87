package org.assize.taint;

import org.assize.facts.Confidence;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Passed;
import org.assize.value.domain.Place;
import org.jspecify.annotations.Nullable;

/** Whether a way from who calls public code is one that its author offers to others. */
final class CallersReach {
  private final FlowProgram program;

  CallersReach(FlowProgram program) {
    this.program = program;
  }

  /**
   * Returns whether a text that a caller hands over arrives by steps that were all seen: the
   * function is there for others, as the program itself does not call it; what is handed over is
   * the text, not an object that holds it; and of the state of objects only that of the very class
   * is passed, once.
   */
  boolean isPlain(Node source) {
    return source.confidence() == Confidence.HIGH
        && source.part().stream().noneMatch(Place.Field.class::isInstance)
        && !isFixedInside(source)
        && keeps(source);
  }

  private boolean isFixedInside(Node source) {
    Body body = program.body(source.body());
    return body.op(source.instruction()) == Op.PARAM
        && program.callersOf(source.body()).stream()
            .filter(call -> !program.body(call.body()).module().uses(body.module()))
            .map(call -> new Passed(program, call, source.body()))
            .anyMatch(p -> p.value(body.arg(source.instruction())).constants().isPresent());
  }

  private boolean keeps(Node source) {
    int kept = 0;
    for (Node at = source; at.next() != null; at = at.next()) {
      boolean isKept =
          switch (at.move()) {
            case FIELD, ELEMENT, STORED -> at.by().body() != at.next().body();
            default -> false;
          };
      if (isKept) {
        kept++;
        if (kept > 1 || !areRelated(owner(source.body()), owner(at.next().body()))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean areRelated(@Nullable PythonClass one, @Nullable PythonClass two) {
    boolean areFunctions = one == null && two == null;
    return areFunctions || (one != null && two != null && program.family(one).contains(two));
  }

  private @Nullable PythonClass owner(int body) {
    return program.body(body).function().flatMap(PythonFunction::owner).orElse(null);
  }
}
