package org.assize.taint.trace;

import org.assize.facts.Control;

/** Where a way ends. */
public sealed interface End {
  /** Returns the last value of the way. */
  Node node();

  /**
   * Somebody determines the value.
   *
   * @param control who
   * @param what the value is for that person, for example {@code flask.Request.args}
   */
  record Controlled(Node node, Control control, String what) implements End {}

  /** The program's own text determines the value. */
  record Fixed(Node node) implements End {}

  /**
   * The value does no harm at the sink.
   *
   * @param by the instruction that shows it
   * @param why in words that follow a place: {@code it is a number}
   */
  record Harmless(Node node, Ref by, String why) implements End {}

  /**
   * Nothing says who determines the value.
   *
   * @param why what is missing
   */
  record Unknown(Node node, String why) implements End {}

  /**
   * Somebody determines the value, and something on the way cleans or checks it, as its name says,
   * whose code was not found.
   *
   * @param by the call
   * @param name what is called
   */
  record Undecided(Controlled source, Ref by, String name) implements End {
    @Override
    public Node node() {
      return source.node();
    }
  }

  /**
   * The value is of a kind that is looked for.
   *
   * @param what makes it
   */
  record Made(Node node, String what) implements End {}
}
