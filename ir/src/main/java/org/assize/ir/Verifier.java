package org.assize.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assize.base.Span;
import org.assize.base.graph.Dominators;
import org.assize.base.graph.Graph;

/** Checks what must hold of every body, whatever it was lowered from. */
public final class Verifier {
  private final Body body;
  private final Dominators dominators;
  private final List<String> violations = new ArrayList<>();

  private Verifier(Body body) {
    this.body = body;
    this.dominators = Dominators.of(graph(body), 0);
  }

  /** Returns what is wrong with a body and those inside, one line for each violation. */
  public static List<String> verify(Body body) {
    List<String> all = new ArrayList<>(new Verifier(body).run());
    for (Body child : body.children()) {
      all.addAll(verify(child));
    }
    return all;
  }

  private static Graph graph(Body body) {
    int[][] edges = new int[body.blockCount()][];
    for (int block = 0; block < edges.length; block++) {
      int[] successors = body.successors(block);
      if (body.handler(block) >= 0) {
        successors = Arrays.copyOf(successors, successors.length + 1);
        successors[successors.length - 1] = body.handler(block);
      }
      edges[block] = successors;
    }
    return Graph.of(edges);
  }

  private List<String> run() {
    checkOrder();
    for (int block = 0; block < body.blockCount(); block++) {
      checkBlock(block);
      checkEdges(block);
    }
    for (int i = 0; i < body.size(); i++) {
      checkSpan(i);
      checkOperands(i);
    }
    return violations;
  }

  private void checkOrder() {
    int[] order = graph(body).reversePostorder(0);
    for (int i = 0; i < order.length; i++) {
      require(order[i] == i, "b" + order[i] + " is not in reverse postorder");
    }
    require(order.length == body.blockCount(), "a block is not reached");
  }

  private void checkBlock(int block) {
    require(body.first(block) <= body.last(block), "b" + block + " is empty");
    boolean leading = true;
    for (int i = body.first(block); i <= body.last(block); i++) {
      Op op = body.op(i);
      require(body.blockOf(i) == block, at(i) + " is not in b" + block);
      require(op.endsBlock() == (i == body.last(block)), at(i) + " ends its block in the middle");
      require(op != Op.PHI || leading, at(i) + " stands behind other instructions");
      leading &= op == Op.PHI;
    }
    int successors = body.successors(block).length;
    int expected =
        switch (body.op(body.last(block))) {
          case JUMP -> 1;
          case BRANCH -> 2;
          default -> 0;
        };
    require(successors == expected, "b" + block + " has " + successors + " successors");
  }

  private void checkEdges(int block) {
    for (int next : body.successors(block)) {
      require(has(body.predecessors(next), block), "b" + next + " does not know b" + block);
    }
    if (body.handler(block) >= 0) {
      int[] known = body.predecessors(body.handler(block));
      require(has(known, block), "b" + body.handler(block) + " does not know b" + block);
    }
    for (int before : body.predecessors(block)) {
      boolean leads = has(body.successors(before), block) || body.handler(before) == block;
      require(leads, "b" + before + " does not lead to b" + block);
    }
  }

  private static boolean has(int[] blocks, int block) {
    return Arrays.stream(blocks).filter(b -> b == block).count() == 1;
  }

  private void checkSpan(int i) {
    Span span = body.span(i);
    boolean inside = body.span().start() <= span.start() && span.end() <= body.span().end();
    require(inside, at(i) + " comes from " + span + ", outside of " + body.span());
  }

  private void checkOperands(int i) {
    int block = body.blockOf(i);
    if (body.op(i) == Op.PHI) {
      int[] before = body.predecessors(block);
      require(before.length == body.operandCount(i), at(i) + " misses a predecessor");
      for (int k = 0; k < body.operandCount(i) && k < before.length; k++) {
        int from = body.blockOf(body.operand(i, k));
        require(dominators.dominates(from, before[k]), at(i) + " uses %" + body.operand(i, k));
      }
      return;
    }
    for (int k = 0; k < body.operandCount(i); k++) {
      int operand = body.operand(i, k);
      boolean known =
          body.blockOf(operand) == block
              ? operand < i
              : dominators.dominates(body.blockOf(operand), block);
      require(known, at(i) + " uses %" + operand + " before it is known");
    }
  }

  private String at(int i) {
    return "%" + i + " " + body.op(i);
  }

  private void require(boolean holds, String violation) {
    if (!holds) {
      violations.add(body.module().path() + " " + body.name() + ": " + violation);
    }
  }
}
