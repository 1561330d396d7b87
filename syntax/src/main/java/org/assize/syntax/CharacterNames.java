package org.assize.syntax;

/** The names that {@code \N{...}} knows. */
final class CharacterNames {
  private CharacterNames() {}

  /** Returns the code point with a name, or -1. */
  static int codePoint(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
