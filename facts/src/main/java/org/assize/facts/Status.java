package org.assize.facts;

import java.util.Optional;

/** What a review says about a suspicion. */
public enum Status {
  /** Proved: a complete evidence chain in code that production reaches; counts in the verdict. */
  DEFECT,
  /** A true pattern that is no defect here; carries a {@link Reason}. */
  CAUTION,
  /** A suspicion that a pattern-based reviewer would have raised, disproved by a cited place. */
  REFUTED,
  /** Something on the chain could not be analysed; names the missing fact. */
  UNDECIDED;

  private final String id = Words.kebab(this);

  /** Returns the word as reports and rule files write it. */
  public String id() {
    return id;
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<Status> parse(String word) {
    for (Status constant : values()) {
      if (constant.id.equals(word)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
