package org.assize.taint.attempt;

import java.util.Optional;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;

/**
 * Goes a way with a chosen text: each body on the way is run with it, from its start to where the
 * value leaves it.
 */
final class Trial {
  private final Execution execution;

  private Trial(FlowProgram program) {
    execution = new Execution(program);
  }

  /** What becomes of a text. */
  sealed interface Fate {
    /** It arrives at the sink. */
    record Arrives() implements Fate {}

    /**
     * It is turned away.
     *
     * @param by the last call of a function of the tree that was computed of it
     */
    record Stopped(Optional<Ref> by) implements Fate {}

    /**
     * Something that was not computed decides.
     *
     * @param by the last call of a function of the tree of whose answer nothing is known
     */
    record Open(Optional<Ref> by) implements Fate {}
  }

  /** Returns what becomes of a text that is put in where a way ends. */
  static Fate of(FlowProgram program, Node source, String text) {
    return new Trial(program).of(source, text);
  }

  private Fate of(Node source, String text) {
    Node at = whole(source);
    Held value = Held.text(text);
    while (at != null) {
      Node last = lastIn(at);
      Ref use = last.by().body() == at.body() ? last.by() : last.at();
      Held arrived = execution.reach(at.at(), value, use.instruction(), last.instruction());
      if (arrived.isEnd()) {
        return new Fate.Stopped(execution.decision());
      }
      if (!(arrived instanceof Held.Arrived a)) {
        return new Fate.Open(execution.doubt());
      }
      boolean isWhole = last.part().isEmpty(); // of a container, an element goes on
      value = isWhole && isHandedOn(last.move()) ? a.value() : Held.Open.LOST;
      at = last.next();
    }
    return new Fate.Arrives();
  }

  /** The parts that a request is taken apart into come from nowhere else. */
  private static Node whole(Node source) {
    Node start = source;
    while (!start.part().isEmpty() && start.next() != null) {
      start = start.next();
    }
    return start;
  }

  private static Node lastIn(Node first) {
    Node last = first;
    while (last.next() != null && last.next().body() == first.body()) {
      last = last.next();
    }
    return last;
  }

  private static boolean isHandedOn(Move move) {
    return switch (move) {
      case SAME, PASSED, RETURNED, STORED, FIELD -> true;
      default -> false;
    };
  }
}
