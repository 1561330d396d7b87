package org.assize.value.pure;

/** What an evaluation gives. */
public sealed interface Outcome {
  /** It gives a value. */
  record Value(Concrete value) implements Outcome {}

  /**
   * It raises.
   *
   * @param type the exception's class, for example {@code ValueError}
   */
  record Raises(String type) implements Outcome {}

  /** It is not known: not on the white list, or beyond a limit. */
  enum Unknown implements Outcome {
    /** The only one. */
    UNKNOWN
  }
}
