package org.assize.taint.trace;

import java.util.List;
import org.assize.value.domain.Place.Selector;

/**
 * A value that a call passes for a parameter.
 *
 * @param value in the body of the call; in the body that defines the function for a default
 * @param part which part of it
 * @param isDefault whether the definition gives it, and not the call
 * @param isBehind whether others stand before it in what is collected
 */
record PassedValue(Ref value, List<Selector> part, boolean isDefault, boolean isBehind) {
  static PassedValue of(Ref value, List<Selector> part) {
    return new PassedValue(value, part, false, false);
  }

  /** Returns a part of an operand of a call. */
  static PassedValue operand(FlowProgram program, Ref call, int operand, List<Selector> part) {
    int value = program.body(call.body()).operand(call.instruction(), operand);
    return of(new Ref(call.body(), value), part);
  }

  PassedValue behind() {
    return new PassedValue(value, part, isDefault, true);
  }
}
