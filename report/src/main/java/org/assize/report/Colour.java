package org.assize.report;

/** Whether a report may use colours. */
public enum Colour {
  /** Control sequences are written. */
  ON,
  /** The text alone. */
  OFF
}
