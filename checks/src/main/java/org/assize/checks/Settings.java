package org.assize.checks;

/**
 * Reports each place at which a {@linkplain org.assize.facts.Fact.Setting setting} holds whose
 * label is the weakness.
 */
public record Settings() implements Detector {
  @Override
  public void review(Check check) {
    // Filled together with the first settings.
  }
}
