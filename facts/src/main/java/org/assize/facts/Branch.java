package org.assize.facts;

import java.util.Optional;

/** On which outcome of a guard the guarded value is safe. */
public enum Branch {
  /** Safe where the guard is true. */
  IF_TRUE,
  /** Safe where the guard is false. */
  IF_FALSE,
  /** Safe where the call returns normally: the exception is the guard. */
  IF_RETURNS;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Branch> parse(String word) {
    for (Branch constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
