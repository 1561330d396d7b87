package org.assize.taint.trace;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/** A function of the tree that a call hands to something outside the tree, which calls it. */
final class HandedFunction {
  private static final Set<String> SEQUENCES =
      Set.of("threading.Timer", "_thread.start_new_thread", "thread.start_new_thread");

  private final FlowProgram program;
  private final Ref call;
  private final Body caller;

  HandedFunction(FlowProgram program, Ref call) {
    this.program = program;
    this.call = call;
    caller = program.body(call.body());
  }

  /**
   * Returns which argument of the call is a function, counted from 0.
   *
   * @return empty where the call itself calls it
   */
  OptionalInt position(int body) {
    if (holds(0, body)) {
      return OptionalInt.empty();
    }
    for (int k = 1; k < caller.operandCount(call.instruction()); k++) {
      if (holds(k, body)) {
        return OptionalInt.of(k - 1);
      }
    }
    return OptionalInt.empty();
  }

  private boolean holds(int operand, int body) {
    return holds(
        program.value(new Ref(call.body(), caller.operand(call.instruction(), operand))), body);
  }

  /** Whether a value may be a function with a body, by itself or as a method of an object. */
  static boolean holds(AbstractValue value, int body) {
    return value.atoms().stream()
        .anyMatch(a ->
            switch (a) {
              case Atom.Function f -> f.body() == body;
              case Atom.Bound(Atom.Function f, Atom _) -> f.body() == body;
              default -> false;
            });
  }

  /** Whether what is handed over calls the function with the elements of the next argument. */
  static boolean takesSequence(List<String> paths) {
    return paths.stream()
        .anyMatch(p -> SEQUENCES.contains(p) || p.endsWith(".apply_async") || p.endsWith(".apply"));
  }
}
