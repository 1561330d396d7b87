package org.assize.value.heap;

import org.assize.facts.Truth;
import org.assize.value.domain.AbstractValue;

/**
 * What a look-up finds.
 *
 * @param value the value if there is one; {@link AbstractValue#BOTTOM} if there is none
 * @param present whether there is one
 */
public record Found(AbstractValue value, Truth present) {
  /** Nothing is there. */
  public static final Found ABSENT = new Found(AbstractValue.BOTTOM, Truth.FALSE);

  /** Returns the value, or a default where there may be none. */
  public AbstractValue orElse(AbstractValue other) {
    return present == Truth.TRUE ? value : value.join(other);
  }
}
