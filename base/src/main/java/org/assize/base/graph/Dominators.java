package org.assize.base.graph;

import java.util.Arrays;

/**
 * Which nodes stand on every path from the root to a node (Cooper, Harvey, Kennedy, "A Simple, Fast
 * Dominance Algorithm", 2001). Immutable.
 */
public final class Dominators {
  private final int root;
  private final int[] immediate;

  /** Interval of a node in a walk over the dominator tree; it holds those of what it dominates. */
  private final int[] enter;

  private final int[] leave;

  private Dominators(int root, int[] immediate, int[] order) {
    this.root = root;
    this.immediate = immediate;
    enter = new int[immediate.length];
    leave = new int[immediate.length];
    number(order);
  }

  /** Finds the dominators of the nodes that the root reaches. */
  public static Dominators of(Graph graph, int root) {
    int[] order = graph.reversePostorder(root);
    int[] position = new int[graph.size()];
    Arrays.fill(position, -1);
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    Graph reversed = graph.reversed();
    int[] immediate = new int[graph.size()];
    Arrays.fill(immediate, -1);
    immediate[root] = root;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < order.length; i++) {
        int node = order[i];
        int found = meet(reversed, node, immediate, position);
        changed |= immediate[node] != found;
        immediate[node] = found;
      }
    }
    return new Dominators(root, immediate, order);
  }

  private static int meet(Graph reversed, int node, int[] immediate, int[] position) {
    int found = -1;
    for (int p = 0; p < reversed.degree(node); p++) {
      int other = reversed.successor(node, p);
      if (immediate[other] >= 0) {
        found = found < 0 ? other : common(found, other, immediate, position);
      }
    }
    return found;
  }

  private static int common(int one, int two, int[] immediate, int[] position) {
    int a = one;
    int b = two;
    while (a != b) {
      if (position[a] > position[b]) {
        a = immediate[a];
      } else {
        b = immediate[b];
      }
    }
    return a;
  }

  /** Counts subtrees bottom up, then gives every child its part of the parent's interval. */
  private void number(int[] order) {
    int[] sizes = new int[immediate.length];
    for (int i = order.length - 1; i >= 0; i--) {
      int node = order[i];
      sizes[node]++;
      if (node != root) {
        sizes[immediate[node]] += sizes[node];
      }
    }
    int[] free = new int[immediate.length];
    for (int node : order) {
      enter[node] = node == root ? 0 : free[immediate[node]];
      leave[node] = enter[node] + sizes[node];
      free[node] = enter[node] + 1;
      if (node != root) {
        free[immediate[node]] = leave[node];
      }
    }
  }

  /** Whether the root reaches a node. */
  public boolean isReached(int node) {
    return immediate[node] >= 0;
  }

  /** Returns the nearest other node that dominates a node; -1 for the root and what it misses. */
  public int immediate(int node) {
    return node == root ? -1 : immediate[node];
  }

  /** Whether every path from the root to {@code below} goes through {@code above}, itself too. */
  public boolean dominates(int above, int below) {
    return isReached(above)
        && isReached(below)
        && enter[above] <= enter[below]
        && enter[below] < leave[above];
  }
}
