package org.assize.taint.trace;

import java.util.stream.IntStream;
import org.assize.base.graph.Dominators;
import org.assize.base.graph.Graph;
import org.assize.ir.Body;

/** Dominators of the blocks of a body, exceptional edges included. */
final class DominatorTrees {
  private DominatorTrees() {}

  static Dominators of(Body body) {
    int[][] successors = new int[body.blockCount()][];
    for (int block = 0; block < successors.length; block++) {
      int handler = body.handler(block);
      IntStream normal = IntStream.of(body.successors(block));
      successors[block] =
          (handler < 0 ? normal : IntStream.concat(normal, IntStream.of(handler)))
              .distinct()
              .sorted()
              .toArray();
    }
    return Dominators.of(Graph.of(successors), 0);
  }
}
