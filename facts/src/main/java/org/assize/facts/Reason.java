package org.assize.facts;

import java.util.Optional;

/** Why a {@linkplain Status#CAUTION caution} is no defect. */
public enum Reason {
  /** Only tests run it. */
  TEST_CODE,
  /** The operator of the program determines the value. */
  OPERATOR_INPUT,
  /** Callers outside the program determine the value. */
  EXPOSED_TO_CALLERS,
  /** Nothing about security depends on the value. */
  NOT_SECURITY_USE,
  /** Nothing says who determines the value. */
  MISSING_FACT,
  /** It takes effect in development only. */
  DEV_ONLY,
  /** A second line of defence is missing, the first one holds. */
  DEFENCE_IN_DEPTH;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Reason> parse(String word) {
    for (Reason constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
