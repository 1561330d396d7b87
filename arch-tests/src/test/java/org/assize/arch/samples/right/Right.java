package org.assize.arch.samples.right;

/** Known by a class of another package. */
public final class Right {
  private Right() {}

  /** Does nothing. */
  public static void touch() {}
}
