package org.assize.base.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentsTest {
  @Test
  void nodesOfOneComponentAreThoseThatReachEachOther() {
    for (Graph graph : Graphs.generated()) {
      Components components = Components.of(graph);
      for (int a = 0; a < graph.size(); a++) {
        for (int b = 0; b < graph.size(); b++) {
          boolean together = Graphs.reaches(graph, a, b, -1) && Graphs.reaches(graph, b, a, -1);
          assertThat(components.of(a) == components.of(b)).isEqualTo(together);
        }
        assertThat(components.members(components.of(a))).contains(a).isSorted();
      }
    }
  }

  @Test
  void edgesLeadToLowerComponents() {
    for (Graph graph : Graphs.generated()) {
      Components components = Components.of(graph);
      for (int node = 0; node < graph.size(); node++) {
        for (int i = 0; i < graph.degree(node); i++) {
          assertThat(components.of(graph.successor(node, i)))
              .isLessThanOrEqualTo(components.of(node));
        }
      }
    }
  }

  @Test
  void depthCostsNoStack() {
    assertThat(Components.of(Graphs.line(1_000_000)).count()).isEqualTo(1_000_000);
  }
}
