package org.assize.facts;

import java.util.Optional;

/** What a piece of code is for; production until shown otherwise. */
public enum CodeRole {
  /** What users of the program run. */
  PRODUCTION,
  /** What only a test framework runs. */
  TEST,
  /** Samples and demonstrations. */
  EXAMPLE,
  /** Setup, migrations, documentation and development scripts. */
  TOOLING,
  /** Written by a generator. */
  GENERATED,
  /** A copy of somebody else's code. */
  VENDORED;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<CodeRole> parse(String word) {
    for (CodeRole constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
