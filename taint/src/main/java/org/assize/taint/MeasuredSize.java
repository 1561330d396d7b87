package org.assize.taint;

import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Literals;

/**
 * Whether a program counts how much of a value there is, and compares that with a limit: {@code
 * received += len(chunk)} and {@code received > limit}.
 */
record MeasuredSize(FlowProgram program) {
  private static final int MAX_STEPS = 4;

  /** Returns whether it does so with one of the values on a way. */
  boolean on(Node source) {
    for (Node at = source; at != null; at = at.next()) {
      if (isMeasured(at.at())) {
        return true;
      }
    }
    return false;
  }

  private boolean isMeasured(Ref value) {
    Body body = program.body(value.body());
    int origin = program.origin(body, value.instruction());
    for (int i = 0; i < body.size(); i++) {
      boolean isLength =
          body.op(i) == Op.CALL
              && body.operandCount(i) == 2
              && program.origin(body, body.operand(i, 1)) == origin
              && program.paths(new Ref(value.body(), i)).contains("builtins.len");
      if (isLength && isLimited(value.body(), body, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLimited(int number, Body body, int length) {
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.COMPARE && isOrder(body, i)) {
        int left = body.operand(i, 0);
        int right = body.operand(i, 1);
        boolean isCount =
            counts(body, left, length, MAX_STEPS) || counts(body, right, length, MAX_STEPS);
        if (isCount && !isZero(number, left) && !isZero(number, right)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOrder(Body body, int comparison) {
    return switch (body.comparison(comparison)) {
      case LT, LT_E, GT, GT_E -> true;
      default -> false;
    };
  }

  private boolean isZero(int number, int value) {
    return program
        .value(new Ref(number, value))
        .constant()
        .filter(c -> c.equals(Literals.whole(0)))
        .isPresent();
  }

  /** Whether a number is the length, or a sum that it was added to. */
  private boolean counts(Body body, int number, int length, int steps) {
    int at = program.origin(body, number);
    if (at == length) {
      return true;
    }
    boolean isSum =
        steps > 0
            && switch (body.op(at)) {
              case BINARY, IN_PLACE, PHI -> true;
              default -> false;
            };
    for (int k = 0; isSum && k < body.operandCount(at); k++) {
      if (counts(body, body.operand(at, k), length, steps - 1)) {
        return true;
      }
    }
    return false;
  }
}
