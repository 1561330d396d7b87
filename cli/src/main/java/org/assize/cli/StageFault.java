package org.assize.cli;

/** A fault of ours, with the stage of the review that it ended. */
final class StageFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String stage;
  private final Throwable fault;

  StageFault(String stage, Throwable fault) {
    super(fault);
    this.stage = stage;
    this.fault = fault;
  }

  /** Returns what was being done. */
  String stage() {
    return stage;
  }

  /** Returns the fault itself. */
  Throwable fault() {
    return fault;
  }
}
