package org.assize.taint.trace;

import org.jspecify.annotations.Nullable;

/**
 * An instruction of a body.
 *
 * @param body its number
 * @param instruction in it
 */
public record Ref(int body, int instruction) {
  // Written out: it is the key of what is kept for ways, and what Java makes for records is slow
  // before the second compiler has seen it.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ref ref && ref.body == body && ref.instruction == instruction;
  }

  @Override
  public int hashCode() {
    return 31 * body + instruction;
  }
}
