package org.assize.facts;

import java.util.Optional;

/** How much harm a defect does, from least to most. */
public enum Severity {
  /** Harm needs another failure first. */
  LOW,
  /** Harm under conditions that are common. */
  MEDIUM,
  /** Direct harm to data or service. */
  HIGH,
  /** Full control of the service or its data. */
  CRITICAL;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Severity> parse(String word) {
    for (Severity constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** Returns the severity one step lower; nothing falls below {@link #LOW}. */
  public Severity lowered() {
    return switch (this) {
      case LOW, MEDIUM -> LOW;
      case HIGH -> MEDIUM;
      case CRITICAL -> HIGH;
    };
  }
}
