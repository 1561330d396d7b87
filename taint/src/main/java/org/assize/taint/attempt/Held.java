package org.assize.taint.attempt;

import java.util.List;
import java.util.Map;
import org.assize.ir.Literal;
import org.assize.value.pure.Concrete;
import org.assize.value.pure.Outcome;

/** What is known of a value while a chosen text is on its way. */
sealed interface Held {
  /** A value. */
  record Known(Concrete value, boolean ofText) implements Held {}

  /** Some object, which is true and not {@code None}. */
  record Thing(boolean ofText) implements Held {}

  /** A compiled pattern. */
  record Pattern(String text) implements Held {
    @Override
    public boolean ofText() {
      return false;
    }
  }

  /** The parts of an address, by the names of their attributes. */
  record Address(Map<String, Concrete> parts, boolean ofText) implements Held {}

  /** What an iterator still gives. */
  record Rest(List<Concrete> elements, boolean ofText) implements Held {}

  /** An exception is raised. */
  record Thrown(String type, boolean ofText) implements Held {}

  /** An exception that was caught. */
  record Caught(String type, boolean ofText) implements Held {}

  /** Nothing: it does not go on from here. */
  record Never(boolean ofText) implements Held {}

  /** The place that was looked for is reached, and a value with it. */
  record Arrived(Held value) implements Held {
    @Override
    public boolean ofText() {
      return value.ofText();
    }
  }

  /** Nothing is known, but whether the text has a part in it. */
  record Open(boolean ofText) implements Held {
    /** Something that the text has no part in. */
    static final Held ELSE = new Open(false);

    /** Something that the text has a part in. */
    static final Held LOST = new Open(true);
  }

  /** A text of the program's own of which only the begin is known. */
  record Begun(String begin) implements Held {
    @Override
    public boolean ofText() {
      return false;
    }
  }

  /** As {@link Open#LOST}, or an end: the text decides. */
  record Doubtful() implements Held {
    @Override
    public boolean ofText() {
      return true;
    }
  }

  /** Whether the text has a part in it. */
  boolean ofText();

  /** Returns a text that was chosen. */
  static Held text(String text) {
    return new Known(Concrete.text(text), true);
  }

  /** Returns a truth value. */
  static Held truth(boolean value, boolean ofText) {
    return new Known(new Concrete.Scalar(new Literal.Truth(value)), ofText);
  }

  /** Returns what an evaluation gives. */
  static Held of(Outcome outcome, boolean ofText) {
    return switch (outcome) {
      case Outcome.Value v -> new Known(v.value(), ofText);
      case Outcome.Raises r -> new Thrown(r.type(), ofText);
      case Outcome.Unknown _ -> new Open(ofText);
    };
  }

  /** Whether nothing goes on behind it. */
  default boolean isEnd() {
    return this instanceof Thrown || this instanceof Never;
  }

  /** Returns what two ways give between which something else chooses. */
  static Held either(Held one, Held other) {
    if (one instanceof Arrived a && other instanceof Arrived b) {
      return both(a, b);
    }
    if (one instanceof Arrived || other.isEnd()) {
      return one;
    }
    if (other instanceof Arrived || one.isEnd() || isSame(one, other)) {
      return other;
    }
    if (isDoubtful(one) || isDoubtful(other)) {
      return isDoubtful(one) ? other : one;
    }
    return isLost(one) || isLost(other) ? Open.LOST : Open.ELSE;
  }

  /** Returns what two ways give between which the text chooses, by a test that is not computed. */
  static Held guessed(Held one, Held other) {
    if (one instanceof Arrived a && other instanceof Arrived b) {
      return both(a, b);
    }
    if (isSame(one, other) || (one.isEnd() && other.isEnd())) {
      return one;
    }
    return one.isEnd() || other.isEnd() || isDoubtful(one) || isDoubtful(other)
        ? new Doubtful()
        : Open.LOST;
  }

  /** Returns what arrives by two ways: what the text has a part in, where only one is so. */
  private static Held both(Arrived one, Arrived other) {
    if (isSame(one.value(), other.value()) || !other.ofText()) {
      return one;
    }
    return one.ofText() ? new Arrived(Open.LOST) : other;
  }

  private static boolean isDoubtful(Held held) {
    return held instanceof Doubtful;
  }

  private static boolean isLost(Held held) {
    return held.equals(Open.LOST);
  }

  private static boolean isSame(Held one, Held other) {
    return one.equals(other)
        || (one instanceof Known a && other instanceof Known b && a.value().equals(b.value()));
  }
}
