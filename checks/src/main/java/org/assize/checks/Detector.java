package org.assize.checks;

/**
 * A kind of check with its parameters.
 *
 * <p>A weakness file names a kind by the kebab-case form of the record's name, and gives its
 * components by their names in the same form. Adding a kind is adding a record here.
 */
public sealed interface Detector {
  /**
   * Reports each place at which a {@linkplain org.assize.facts.Fact.Setting setting} holds whose
   * label is the weakness.
   */
  record Settings() implements Detector {}
}
