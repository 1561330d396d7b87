package org.assize.checks;

import org.assize.program.Requirements;

/** What the project's requirements say of a fact that holds for some versions of a library only. */
public sealed interface ByVersion {
  /** It holds for every version. */
  record Always() implements ByVersion {}

  /** Nothing bounds the version from below. */
  record Open() implements ByVersion {}

  /**
   * It holds for the lowest version that is allowed.
   *
   * @param asked where that stands
   * @param step as evidence says it
   */
  record Holds(Requirements.Declared asked, String step) implements ByVersion {}

  /**
   * It holds for none that is allowed.
   *
   * @param asked where that stands
   * @param step as evidence says it
   */
  record Gone(Requirements.Declared asked, String step) implements ByVersion {}
}
