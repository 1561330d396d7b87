package org.assize.facts;

import java.util.Optional;

/** How sure a chain of evidence is: as sure as its weakest step. */
public enum Confidence {
  /** A step rests on a name alone. */
  LOW,
  /** A step goes through code that was not seen. */
  MEDIUM,
  /** Every step was seen. */
  HIGH;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Confidence> parse(String word) {
    for (Confidence constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
