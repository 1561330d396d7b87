package org.assize.base.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DominatorsTest {
  @Test
  void aNodeDominatesWhatIsNotReachedWithoutIt() {
    for (Graph graph : Graphs.generated()) {
      Dominators dominators = Dominators.of(graph, 0);
      for (int above = 0; above < graph.size(); above++) {
        for (int below = 0; below < graph.size(); below++) {
          boolean needed =
              Graphs.reaches(graph, 0, above, -1)
                  && Graphs.reaches(graph, 0, below, -1)
                  && !Graphs.reaches(graph, 0, below, above);
          assertThat(dominators.dominates(above, below)).isEqualTo(needed);
        }
      }
    }
  }

  @Test
  void theImmediateOneIsTheNearest() {
    for (Graph graph : Graphs.generated()) {
      Dominators dominators = Dominators.of(graph, 0);
      for (int node = 1; node < graph.size(); node++) {
        int immediate = dominators.immediate(node);
        assertThat(immediate >= 0).isEqualTo(dominators.isReached(node));
        for (int other = 0; immediate >= 0 && other < graph.size(); other++) {
          if (other != node && dominators.dominates(other, node)) {
            assertThat(dominators.dominates(other, immediate)).isTrue();
          }
        }
      }
    }
  }

  @Test
  void depthCostsNoStack() {
    Dominators dominators = Dominators.of(Graphs.line(1_000_000), 0);

    assertThat(dominators.dominates(1, 999_999)).isTrue();
    assertThat(dominators.dominates(999_999, 1)).isFalse();
  }
}
