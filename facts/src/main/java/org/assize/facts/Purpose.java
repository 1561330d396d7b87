package org.assize.facts;

import java.util.Optional;

/** How the purpose of a value decides about a weakness. */
public enum Purpose {
  /** The purpose does not matter. */
  ANY,
  /** A defect unless a purpose without security is shown, then refuted. */
  SECURITY_UNLESS_SHOWN,
  /** A caution unless the value reaches a security role, then a defect. */
  ONLY_FOR_SECRETS;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Purpose> parse(String word) {
    for (Purpose constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
