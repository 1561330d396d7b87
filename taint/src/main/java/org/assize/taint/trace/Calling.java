package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import org.assize.ir.Op;
import org.assize.value.interpret.Interpretation;
import org.jspecify.annotations.Nullable;

/**
 * The call by whose result a way entered a body; it leaves by the arguments of the same call. The
 * reading of an attribute calls a property.
 *
 * @param outer the call through which the caller itself was entered; null where any caller may be
 * @param call in the caller
 * @param callee the body that was entered
 * @param inside what the body computes in this call
 */
public record Calling(@Nullable Calling outer, Ref call, int callee, Interpretation inside) {
  /** So many calls deep a way is followed. */
  static final int MAX_DEPTH = 8;

  /** Whether it is the text of an object that is asked for, where the call makes the object. */
  boolean isOfObject(FlowProgram program) {
    return program.body(call.body()).op(call.instruction()) != Op.ATTR
        && program.call(call).filter(c -> c.callees().contains(callee)).isEmpty();
  }

  int depth() {
    int depth = 1;
    for (Calling at = outer; at != null; at = at.outer) {
      depth++;
    }
    return depth;
  }

  /** Whether a body is one of those that are entered already. */
  boolean isInside(int body) {
    for (Calling at = this; at != null; at = at.outer) {
      if (at.callee == body) {
        return true;
      }
    }
    return false;
  }

  /** The numbers that tell callings apart. */
  static List<Integer> key(@Nullable Calling calling) {
    List<Integer> key = new ArrayList<>();
    for (Calling at = calling; at != null; at = at.outer) {
      key.add(at.call.body());
      key.add(at.call.instruction());
      key.add(at.callee);
    }
    return key;
  }
}
