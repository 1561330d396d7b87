package org.assize.base.graph;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Graphs for tests, the same in every run, and slow answers that are plainly right. */
final class Graphs {
  private Graphs() {}

  /** Returns graphs of up to 14 nodes, from sparse to dense, with loops and parallel edges. */
  static List<Graph> generated() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    return IntStream.range(0, 600)
        .mapToObj(i -> {
          int[][] successors = new int[1 + random.nextInt(14)][];
          for (int node = 0; node < successors.length; node++) {
            successors[node] =
                random.ints(random.nextInt(1 + i % 4), 0, successors.length).toArray();
          }
          return Graph.of(successors);
        })
        .toList();
  }

  /** Whether a path leads from one node to another, the empty one too, that avoids a third. */
  static boolean reaches(Graph graph, int from, int to, int avoided) {
    boolean[] seen = new boolean[graph.size()];
    IntList work = new IntList();
    if (from != avoided) {
      work.add(from);
      seen[from] = true;
    }
    while (!work.isEmpty()) {
      int node = work.pop();
      for (int i = 0; i < graph.degree(node); i++) {
        int next = graph.successor(node, i);
        if (next != avoided && !seen[next]) {
          seen[next] = true;
          work.add(next);
        }
      }
    }
    return seen[to];
  }

  /** A path that is longer than any stack. */
  static Graph line(int length) {
    int[][] successors = new int[length][];
    for (int node = 0; node < length; node++) {
      successors[node] = node + 1 < length ? new int[] {node + 1} : new int[0];
    }
    return Graph.of(successors);
  }
}
