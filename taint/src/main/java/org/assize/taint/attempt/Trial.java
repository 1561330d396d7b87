package org.assize.taint.attempt;

import java.util.Optional;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Move;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.pure.Concrete;

/**
 * Goes a way with a chosen text: each body on the way is run with it, from its start to where the
 * value leaves it.
 */
final class Trial {
  private final FlowProgram program;
  private final Execution execution;
  private final SinkLanguage language;

  private Trial(FlowProgram program, SinkLanguage language) {
    this.program = program;
    this.language = language;
    execution = new Execution(program);
  }

  /** What becomes of a text. */
  sealed interface Fate {
    /**
     * It arrives at the sink.
     *
     * @param isComputed whether all that the sink is given then was computed, and does harm
     */
    record Arrives(boolean isComputed) implements Fate {}

    /**
     * It is turned away.
     *
     * @param by the last call of a function of the tree that was computed of it
     */
    record Stopped(Optional<Ref> by) implements Fate {}

    /**
     * What arrives at the sink was made of it, and does no harm there.
     *
     * @param by the last call that changed it
     */
    record Changed(Optional<Ref> by) implements Fate {}

    /**
     * Something that was not computed decides.
     *
     * @param by the last call of a function of the tree of whose answer nothing is known
     */
    record Open(Optional<Ref> by) implements Fate {}
  }

  /** Returns what becomes of a text that is put in where a way ends. */
  static Fate of(FlowProgram program, SinkLanguage language, Node source, String text) {
    return new Trial(program, language).of(source, text);
  }

  private Fate of(Node source, String text) {
    Node at = whole(source);
    Held value = Held.text(text);
    while (at != null) {
      Node last = lastIn(at);
      Ref use = last.by().body() == at.body() ? last.by() : last.at();
      Held arrived = execution.reach(at.at(), value, use.instruction(), last.instruction());
      if (arrived.isEnd()) {
        return new Fate.Stopped(execution.decision().or(() -> left(last)));
      }
      if (!(arrived instanceof Held.Arrived a)) {
        return new Fate.Open(execution.doubt());
      }
      boolean isWhole = last.part().isEmpty(); // of a container, an element goes on
      boolean isHandedOn = isWhole && isHandedOn(last.move());
      if (isHandedOn && !a.value().ofText()) { // another value has taken its place
        return new Fate.Stopped(execution.decision().or(() -> left(last)));
      }
      value = isHandedOn ? a.value() : Held.Open.LOST;
      at = last.next();
    }
    if (value instanceof Held.Known(Concrete.Scalar(Literal.Text(String given)), boolean _)) {
      return arrived(given, source);
    }
    return value.equals(Held.Open.LOST) && execution.doubt().isPresent()
        ? new Fate.Open(execution.doubt()) // the text, or what stands for it where it is refused
        : new Fate.Arrives(false);
  }

  private Fate arrived(String given, Node source) {
    return Payloads.isStillHarmful(language, given)
        ? new Fate.Arrives(true)
        : new Fate.Changed(changing(source));
  }

  private Optional<Ref> changing(Node source) {
    Optional<Ref> last = Optional.empty();
    for (Node at = source; at.next() != null; at = at.next()) {
      Ref made = at.next().at();
      boolean isCall = program.body(made.body()).op(made.instruction()) == Op.CALL;
      if (isCall && (at.move() == Move.MADE || at.move() == Move.RETURNED)) {
        last = Optional.of(made);
      }
    }
    return last;
  }

  /** The call of the function that would have handed the text back. */
  private Optional<Ref> left(Node last) {
    Node next = last.next();
    return next != null && last.move() == Move.RETURNED && execution.decides()
        ? Optional.of(next.at())
        : Optional.empty();
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
