package org.assize.value.interpret;

import java.util.List;
import java.util.Map;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.calls.Finding;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * Calls of functions outside the tree that call a function of the tree with the arguments behind
 * it: executors, event loops, task queues, green threads. Their names tell, whatever the object is.
 */
final class ForwardedCalls {
  /** From a name to the position of the function that is called. */
  private static final Map<String, Integer> POSITIONS =
      Map.ofEntries(
          Map.entry("submit", 0),
          Map.entry("add_task", 0),
          Map.entry("to_thread", 0),
          Map.entry("run_sync", 0),
          Map.entry("run_in_threadpool", 0),
          Map.entry("call_soon", 0),
          Map.entry("call_soon_threadsafe", 0),
          Map.entry("call_later", 1),
          Map.entry("call_at", 1),
          Map.entry("run_in_executor", 1),
          Map.entry("callInThread", 0),
          Map.entry("callFromThread", 0),
          Map.entry("callLater", 1),
          Map.entry("deferToThread", 0),
          Map.entry("maybeDeferred", 0),
          Map.entry("spawn", 0),
          Map.entry("spawn_n", 0),
          Map.entry("spawn_later", 1),
          Map.entry("spawn_after", 1),
          Map.entry("start_soon", 0),
          Map.entry("enqueue", 0),
          Map.entry("enqueue_in", 1),
          Map.entry("enqueue_at", 1));

  private final Frame frame;
  private final Calls calls;

  ForwardedCalls(Frame frame, Calls calls) {
    this.frame = frame;
    this.calls = calls;
  }

  /**
   * Follows the call that is made of a call.
   *
   * @param callee the instruction that is called, nothing of which is in the tree
   */
  void follow(int callee, Call call, Callees callees) {
    int position = POSITIONS.getOrDefault(name(callee), -1);
    int count = call.arguments().size();
    if (position < 0 || position >= count || !call.isPlain()) {
      return;
    }
    AbstractValue function = call.arguments().get(position);
    if (isFunction(function)) {
      List<CallShape.Argument> shape = call.shape().arguments().subList(position + 1, count);
      List<AbstractValue> behind = call.arguments().subList(position + 1, count);
      calls.call(
          function,
          new Call(call.instruction(), new CallShape(shape, false), behind),
          Finding.TYPED,
          callees);
    }
  }

  private String name(int callee) {
    Body body = frame.body();
    int at = callee;
    while (body.op(at) == Op.SIGMA) {
      at = body.operand(at, 0);
    }
    return switch (body.op(at)) {
      case ATTR, LOAD_NAME -> body.names().get(body.arg(at));
      case LOAD -> body.symbols().get(body.arg(at)).name();
      case IMPORT -> body.imports().get(body.arg(at)).member();
      default -> "";
    };
  }

  private static boolean isFunction(AbstractValue value) {
    return !value.atoms().isEmpty()
        && value.atoms().stream()
            .allMatch(a ->
                a instanceof Atom.Function || a instanceof Atom.Bound(Atom.Function _, Atom _));
  }
}
