package org.assize.value.interpret;

import org.assize.ir.Body;

/** Functions that are registered with a queue of tasks, and called when a worker takes them. */
public final class QueuedTasks {
  /** What stands before the names of the methods that put a task on a queue. */
  public static final String METHODS = Members.QUEUED;

  private QueuedTasks() {}

  /** Whether the first parameter of a function is the task itself, which the queue hands over. */
  public static boolean isBound(Body function) {
    return !function.hasReceiver()
        && !function.parameters().isEmpty()
        && function.parameters().getFirst().name().equals("self");
  }
}
