package org.assize.taint.trace;

import java.util.HashSet;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;

/** Whether what a call gives is itself called: there, or where the function hands it back. */
public record CalledResult(FlowProgram program) {
  private static final int MAX_CALLERS = 8;
  private static final Set<String> MARKS = Set.of("builtins.getattr", "builtins.hasattr");

  /** Whether the result of a call is called. */
  public boolean of(Ref call) {
    return of(call, true);
  }

  private boolean of(Ref call, boolean isOfCallers) {
    Body body = program.body(call.body());
    Set<Integer> same = same(body, call.instruction());
    for (int i = 0; i < body.size(); i++) {
      boolean isCalled =
          body.op(i) == Op.CALL
              && i != call.instruction()
              && same.contains(program.origin(body, body.operand(i, 0)))
              && !isMarked(new Ref(call.body(), i), body, same);
      if (isCalled) {
        return true;
      }
    }
    return isOfCallers && isReturned(body, same) && isCalledByCallers(call.body());
  }

  /**
   * Whether only functions that carry a mark are called: {@code if not getattr(handler, "public",
   * False): raise}.
   */
  private boolean isMarked(Ref call, Body body, Set<Integer> same) {
    Branches branches = program.branches(call.body());
    int target = body.blockOf(call.instruction());
    for (int i = 0; i < body.size(); i++) {
      if (asksForMark(new Ref(call.body(), i), body, same)
          && branches.naming(i).stream().anyMatch(from -> decides(branches, body, from, target))) {
        return true;
      }
    }
    return false;
  }

  private boolean asksForMark(Ref at, Body body, Set<Integer> same) {
    int i = at.instruction();
    return switch (body.op(i)) {
      case ATTR -> same.contains(program.origin(body, body.operand(i, 0)));
      case CALL ->
          body.operandCount(i) > 2
              && same.contains(program.origin(body, body.operand(i, 1)))
              && program.value(new Ref(at.body(), body.operand(i, 2))).constantText().isPresent()
              && program.paths(at).stream().anyMatch(MARKS::contains);
      default -> false;
    };
  }

  /** Whether every way to a block takes the same side of a branch. */
  private static boolean decides(Branches branches, Body body, int from, int target) {
    int[] sides = body.successors(from);
    return sides[0] != sides[1]
        && (!branches.reaches(target, from, 0) || !branches.reaches(target, from, 1));
  }

  /** The result, and what meets it behind a branch or a loop. */
  private Set<Integer> same(Body body, int call) {
    Set<Integer> same = new HashSet<>(Set.of(call));
    for (int i = 0; i < body.size(); i++) {
      for (int k = 0; body.op(i) == Op.PHI && k < body.operandCount(i); k++) {
        if (program.origin(body, body.operand(i, k)) == call) {
          same.add(i);
        }
      }
    }
    return same;
  }

  private boolean isReturned(Body body, Set<Integer> same) {
    for (int i = 0; i < body.size(); i++) {
      if (body.op(i) == Op.RETURN && same.contains(program.origin(body, body.operand(i, 0)))) {
        return true;
      }
    }
    return false;
  }

  private boolean isCalledByCallers(int body) {
    return program.index().callers(body).stream()
        .limit(MAX_CALLERS)
        .map(ProgramIndex.Caller::at)
        .anyMatch(at -> program.body(at.body()).op(at.instruction()) == Op.CALL && of(at, false));
  }
}
