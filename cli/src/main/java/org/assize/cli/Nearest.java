package org.assize.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid word that a mistyped one most likely stands for. */
public final class Nearest {
  private Nearest() {}

  /**
   * Returns the candidate that {@code word} begins, or else the one with the fewest typing slips
   * (letter added, lost, changed, or two swapped) up to a third of the word's length, but at least
   * one where there are more than two letters; of equals the first. Case is ignored.
   */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String typed = fold(word);
    if (typed.length() >= 2) {
      for (String candidate : candidates) {
        if (fold(candidate).startsWith(typed)) {
          return Optional.of(candidate);
        }
      }
    }
    int best = (typed.length() <= 2 ? 0 : Math.max(1, typed.length() / 3)) + 1;
    Optional<String> nearest = Optional.empty();
    for (String candidate : candidates) {
      int slips = slips(typed, fold(candidate));
      if (slips < best) {
        best = slips;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** The optimal string alignment distance, three rows at a time. */
  private static int slips(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
