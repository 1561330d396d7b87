package org.assize.value.interpret;

import java.util.List;
import org.assize.value.domain.AbstractValue;

/**
 * What a call passes to a body.
 *
 * @param callee the body
 * @param arguments what each of its parameters gets, without parameters of the caller
 */
public record Flow(int callee, List<AbstractValue> arguments) {
  /** Copies the arguments. */
  public Flow {
    arguments = List.copyOf(arguments);
  }
}
