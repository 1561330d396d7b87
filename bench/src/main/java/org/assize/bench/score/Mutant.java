package org.assize.bench.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A guard that is taken out of real code.
 *
 * @param tree name of the tree
 * @param file within it
 * @param kind of guard: escape, containment, authorisation, parameter, comparison, …
 * @param changes texts that stand once in the file, each with what replaces it; lines stay
 * @param weaknesses ids of which one is expected
 * @param places pieces of code on the lines that may be reported; {@code FILE | CODE} elsewhere
 */
record Mutant(
    String tree,
    String file,
    String kind,
    List<Change> changes,
    Set<String> weaknesses,
    List<Place> places) {
  /** One replacement. */
  record Change(String old, String replacement) {}

  /** Code in a file. */
  record Place(String file, String code) {}

  /** Reads blocks of {@code key: value} lines that empty lines separate; {@code #} is a comment. */
  static List<Mutant> read(String text) {
    List<Mutant> mutants = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : (text + "\n\n").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        block.add(line);
      } else if (line.isBlank() && !block.isEmpty()) {
        mutants.add(of(block));
        block.clear();
      }
    }
    if (!block.isEmpty()) {
      mutants.add(of(block));
    }
    return mutants;
  }

  private static Mutant of(List<String> block) {
    String file = one(block, "file");
    int slash = file.indexOf('/');
    List<String> olds = all(block, "old");
    List<String> news = all(block, "new");
    if (olds.isEmpty() || olds.size() != news.size()) {
      throw new IllegalArgumentException("every old text needs a new one: " + file);
    }
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < olds.size(); i++) {
      changes.add(new Change(unescaped(olds.get(i)), unescaped(news.get(i))));
    }
    String path = file.substring(slash + 1);
    return new Mutant(
        file.substring(0, slash),
        path,
        one(block, "kind"),
        changes,
        new TreeSet<>(List.of(one(block, "weakness").split(" "))),
        all(block, "at").stream().map(at -> place(path, at)).toList());
  }

  private static Place place(String file, String at) {
    int bar = at.indexOf(" | ");
    return bar < 0 ? new Place(file, at) : new Place(at.substring(0, bar), at.substring(bar + 3));
  }

  /** {@code \\n} is a line break, two backslashes are one. */
  private static String unescaped(String text) {
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\");
  }

  private static List<String> all(List<String> block, String key) {
    return block.stream()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .toList();
  }

  private static String one(List<String> block, String key) {
    List<String> found = all(block, key);
    if (found.size() != 1) {
      throw new IllegalArgumentException("one " + key + " is needed in " + block);
    }
    return found.getFirst();
  }

  /**
   * Returns a file without the guard.
   *
   * @throws IllegalArgumentException where a text does not stand there once, or lines would move
   */
  String applied(String text) {
    String mutated = text;
    for (Change change : changes) {
      int at = mutated.indexOf(change.old());
      boolean isOnce = at >= 0 && mutated.indexOf(change.old(), at + 1) < 0;
      boolean keepsLines = change.old().lines().count() == change.replacement().lines().count();
      if (!isOnce || !keepsLines) {
        throw new IllegalArgumentException(
            "not once, or of other lines: " + file + ": " + change.old());
      }
      mutated = mutated.replace(change.old(), change.replacement());
    }
    return mutated;
  }
}
