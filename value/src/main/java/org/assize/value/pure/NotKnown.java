package org.assize.value.pure;

/** An evaluation that is given up; {@link Evaluator} turns it into an {@link Outcome}. */
final class NotKnown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotKnown() {
    super("not known", null, false, false);
  }
}
