package org.assize.cli;

/** What the process tells its caller; signals end it with 130 and 143 without our doing. */
public final class ExitStatus {
  /** Nothing at or above the threshold was found, or the command did what it was asked. */
  public static final int CLEAN = 0;

  /** A review found something at or above the threshold. */
  public static final int FOUND = 1;

  /** Wrong usage, bad configuration, nothing to review, or a fault of Assize itself. */
  public static final int UNUSABLE = 2;

  private ExitStatus() {}
}
