package org.assize.taint.trace;

import org.assize.value.domain.AbstractValue;

/**
 * What one call passes to a body.
 *
 * @param program that both are in
 * @param call the call
 * @param callee the body
 */
public record Passed(FlowProgram program, Ref call, int callee) {
  /** Returns what a parameter gets; unknown where it is not one value. */
  public AbstractValue value(int parameter) {
    return new Passing(program)
        .single(call, callee, parameter)
        .map(program::value)
        .orElse(AbstractValue.UNKNOWN);
  }
}
