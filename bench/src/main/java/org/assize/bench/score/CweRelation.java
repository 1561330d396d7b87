package org.assize.bench.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which numbers of the CWE list count for one another.
 *
 * @param groups the members of a group name the same defect
 * @param covers the numbers that are wanted where the key was found
 */
record CweRelation(List<Set<Integer>> groups, Map<Integer, Set<Integer>> covers) {
  private static final int STEPS = 2;

  /** The relation of SecurityEval's labels. */
  static CweRelation securityEval() {
    return of(Table.read("securityeval.txt"));
  }

  /** The relation of the labels of real cases. */
  static CweRelation real() {
    return of(Table.read("real.txt"));
  }

  /**
   * Makes the relation that a table says.
   *
   * @param table rows of {@code group}, {@code covers}, {@code below} and {@code broad}
   */
  static CweRelation of(Table table) {
    List<Set<Integer>> groups = new ArrayList<>();
    Map<Integer, Set<Integer>> covers = new HashMap<>();
    Map<Integer, Set<Integer>> above = new HashMap<>();
    Set<Integer> broad = new HashSet<>();
    for (Table.Row row : table.rows()) {
      switch (row.word()) {
        case "group" -> groups.add(Set.copyOf(row.numbers()));
        case "broad" -> broad.addAll(row.numbers());
        case "covers" -> covers.put(row.numbers().getFirst(), row.numbersAfterFirst());
        case "below" -> above.put(row.numbers().getFirst(), row.numbersAfterFirst());
        default -> throw new IllegalArgumentException("unknown row: " + row.word());
      }
    }
    for (Integer number : above.keySet()) {
      for (Integer ancestor : ancestors(number, above, broad)) {
        covers.computeIfAbsent(number, k -> new HashSet<>()).add(ancestor);
        covers.computeIfAbsent(ancestor, k -> new HashSet<>()).add(number);
      }
    }
    return new CweRelation(groups, covers);
  }

  private static Set<Integer> ancestors(
      Integer number, Map<Integer, Set<Integer>> above, Set<Integer> broad) {
    Set<Integer> all = new HashSet<>();
    Set<Integer> level = Set.of(number);
    for (int step = 0; step < STEPS; step++) {
      Set<Integer> next = new HashSet<>();
      level.forEach(one -> next.addAll(above.getOrDefault(one, Set.of())));
      next.removeAll(broad);
      next.removeAll(all);
      all.addAll(next);
      level = next;
    }
    return all;
  }

  /** Whether a number that was found counts where another is wanted. */
  boolean counts(int found, int wanted) {
    return found == wanted
        || covers.getOrDefault(found, Set.of()).contains(wanted)
        || groups.stream().anyMatch(group -> group.contains(found) && group.contains(wanted));
  }

  /** Whether any of the found numbers counts for any of the wanted ones. */
  boolean anyCounts(Iterable<Integer> found, Iterable<Integer> wanted) {
    for (int one : found) {
      for (int other : wanted) {
        if (counts(one, other)) {
          return true;
        }
      }
    }
    return false;
  }
}
