package org.assize.cli;

/** An output that cannot be written; the message names it and says what to do. */
final class CannotWriteException extends Exception {
  private static final long serialVersionUID = 1;

  CannotWriteException(String message) {
    super(message);
  }
}
