package org.assize.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and what is drawn of it.
 *
 * @param names folders, each of a package
 * @param dependencies holds the packages that they import, or null for none
 * @param draw what is drawn of the defects, or null for nothing
 */
record NoiseOptions(List<String> names, @Nullable Path dependencies, @Nullable Draw draw) {
  /** So many, drawn by a seed: the same of the same defects. */
  record Draw(int count, long seed) {}

  NoiseOptions {
    names = List.copyOf(names);
  }

  /**
   * Reads {@code [--deps DIR] [--draw COUNT SEED] NAME ...}.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static NoiseOptions of(List<String> words) {
    Path dependencies = null;
    Draw draw = null;
    List<String> names = new ArrayList<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--deps" -> dependencies = Path.of(next(rest, word));
        case "--draw" ->
            draw = new Draw(Integer.parseInt(next(rest, word)), Long.parseLong(next(rest, word)));
        default -> names.add(name(word));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no package is named");
    }
    return new NoiseOptions(names, dependencies, draw);
  }

  private static String name(String word) {
    if (word.startsWith("--")) {
      throw new IllegalArgumentException("no such option: " + word);
    }
    return word;
  }

  private static String next(Iterator<String> rest, String option) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }
}
