package org.assize.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The merge step of C3. */
final class Linearization {
  private Linearization() {}

  /**
   * Merges the orders of the bases and the list of the bases; depth first where they contradict one
   * another.
   */
  static List<Target> merge(List<List<Target>> sequences) {
    List<List<Target>> rest = new ArrayList<>();
    sequences.forEach(s -> rest.add(new ArrayList<>(s)));
    List<Target> merged = new ArrayList<>();
    while (true) {
      rest.removeIf(List::isEmpty);
      if (rest.isEmpty()) {
        return merged;
      }
      Optional<Target> next = goodHead(rest);
      if (next.isEmpty()) {
        return depthFirst(sequences);
      }
      merged.add(next.get());
      rest.stream().filter(s -> s.get(0).equals(next.get())).forEach(s -> s.remove(0));
    }
  }

  private static Optional<Target> goodHead(List<List<Target>> rest) {
    for (List<Target> sequence : rest) {
      Target head = sequence.get(0);
      boolean inTail =
          rest.stream()
              .anyMatch(s -> s.subList(1, s.size()).stream().anyMatch(t -> t.equals(head)));
      if (!inTail) {
        return Optional.of(head);
      }
    }
    return Optional.empty();
  }

  private static List<Target> depthFirst(List<List<Target>> sequences) {
    LinkedHashSet<Target> seen = new LinkedHashSet<>();
    sequences.forEach(seen::addAll);
    return new ArrayList<>(seen);
  }
}
