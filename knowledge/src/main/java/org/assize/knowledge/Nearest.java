package org.assize.knowledge;

import java.util.Collection;

/** Finds what a misspelt word was meant to be. */
final class Nearest {
  private Nearest() {}

  /**
   * Returns the end of a message: {@code ; did you mean 'x'?} for a word within a third of its
   * length, else all valid words.
   */
  static String hint(String word, Collection<String> valid) {
    String best = "";
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (String candidate : valid) {
      int distance = distance(word, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    if (!best.isEmpty()) {
      return "; did you mean '" + best + "'?";
    }
    return valid.isEmpty() ? "" : "; valid: " + String.join(", ", valid);
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
