package org.assize.value.interpret;

import java.util.Set;
import org.assize.ir.Body;

/** Functions that are registered with a queue of tasks, and called when a worker takes them. */
public final class QueuedTasks {
  /** What stands before the names of the methods that put a task on a queue. */
  public static final String METHODS = Members.QUEUED;

  private static final Set<String> NAMES =
      Set.of("delay", "apply_async", "apply", "s", "si", "send", "send_with_options", "adelay");

  private QueuedTasks() {}

  /**
   * Whether a name is that of a method that task queues give the functions registered with them.
   */
  public static boolean isMethod(String name) {
    return NAMES.contains(name);
  }

  /** Whether the first parameter of a function is the task itself, which the queue hands over. */
  public static boolean isBound(Body function) {
    return !function.hasReceiver()
        && !function.parameters().isEmpty()
        && function.parameters().getFirst().name().equals("self");
  }
}
