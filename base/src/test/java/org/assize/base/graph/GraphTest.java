package org.assize.base.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {
  @Test
  void twiceReversedHasTheSameEdges() {
    for (Graph graph : Graphs.generated()) {
      Graph twice = graph.reversed().reversed();
      for (int node = 0; node < graph.size(); node++) {
        assertThat(sorted(twice, node)).isEqualTo(sorted(graph, node));
      }
    }
  }

  private static int[] sorted(Graph graph, int node) {
    return IntStream.range(0, graph.degree(node))
        .map(i -> graph.successor(node, i))
        .sorted()
        .toArray();
  }

  @Test
  void reversePostorderHoldsWhatIsReachedAndEdgesForwardButForLoops() {
    for (Graph graph : Graphs.generated()) {
      int[] order = graph.reversePostorder(0);
      int[] position = new int[graph.size()];
      for (int i = 0; i < order.length; i++) {
        position[order[i]] = i;
      }
      for (int node = 0; node < graph.size(); node++) {
        boolean reached = Graphs.reaches(graph, 0, node, -1);
        assertThat(contains(order, node)).isEqualTo(reached);
        for (int i = 0; reached && i < graph.degree(node); i++) {
          int next = graph.successor(node, i);
          boolean forward = position[next] > position[node];
          assertThat(forward || Graphs.reaches(graph, next, node, -1)).isTrue();
        }
      }
    }
  }

  private static boolean contains(int[] order, int node) {
    return Arrays.stream(order).anyMatch(n -> n == node);
  }

  @Test
  void theFirstOfTwoBranchesComesFirst() {
    Graph diamond = Graph.of(new int[][] {{1, 2}, {3}, {3}, {}});

    assertThat(diamond.reversePostorder(0)).containsExactly(0, 1, 2, 3);
  }
}
