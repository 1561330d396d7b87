package org.assize.review;

import java.util.Locale;
import java.util.Optional;

/** What was not there to be looked at. */
public enum MissingKind {
  /** A package that is imported and not in the tree. */
  PACKAGE,
  /** A call whose target was not found. */
  CALL,
  /** A file that could not be parsed. */
  FILE,
  /** A guard or sanitiser that could not be analysed. */
  GUARD,
  /** An analysis that Assize does not have yet. */
  ANALYSIS,
  /** Something like it to compare with: an area without any of that kind is not judged. */
  COMPARISON;

  /** Returns the word as reports write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the constant that is written as {@code word}. */
  public static Optional<MissingKind> parse(String word) {
    for (MissingKind kind : values()) {
      if (kind.id().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
