package org.assize.value.pure;

/** An exception of the evaluated program; {@link Evaluator} turns it into an {@link Outcome}. */
final class Raised extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String type;

  Raised(String type) {
    super(type, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }

  static Raised typeError() {
    return new Raised("TypeError");
  }

  static Raised valueError() {
    return new Raised("ValueError");
  }
}
