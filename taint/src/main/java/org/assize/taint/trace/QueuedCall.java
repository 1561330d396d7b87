package org.assize.taint.trace;

import org.assize.value.interpret.QueuedTasks;

/** Calls that put a task of the tree on a queue: {@code task.delay(1)}. */
final class QueuedCall {
  private QueuedCall() {}

  static boolean is(FlowProgram program, Ref call) {
    return program.paths(call).stream().anyMatch(p -> p.startsWith(QueuedTasks.METHODS));
  }

  /** Whether the call names what the task gets in a list and a mapping. */
  static boolean takesSequence(FlowProgram program, Ref call) {
    return program.paths(call).stream()
        .filter(p -> p.startsWith(QueuedTasks.METHODS))
        .anyMatch(p -> p.contains(".apply") || p.endsWith("_with_options"));
  }
}
