package org.assize.cli;

/** A fault of ours, with the stage of the review that it ended. */
final class StageFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String stage;

  StageFault(String stage, Throwable cause) {
    super(cause);
    this.stage = stage;
  }

  /** Returns what was being done. */
  String stage() {
    return stage;
  }
}
