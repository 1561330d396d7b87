package org.assize.base.graph;

/** A directed graph over the nodes {@code 0..size()-1}, in two arrays. Immutable. */
public final class Graph {
  private final int[] starts;
  private final int[] targets;

  private Graph(int[] starts, int[] targets) {
    this.starts = starts;
    this.targets = targets;
  }

  /** Makes a graph of the successors of each node, which keep their order. */
  public static Graph of(int[][] successors) {
    int[] starts = new int[successors.length + 1];
    for (int node = 0; node < successors.length; node++) {
      starts[node + 1] = starts[node] + successors[node].length;
    }
    int[] targets = new int[starts[successors.length]];
    for (int node = 0; node < successors.length; node++) {
      System.arraycopy(successors[node], 0, targets, starts[node], successors[node].length);
    }
    return new Graph(starts, targets);
  }

  /** Returns the number of nodes. */
  public int size() {
    return starts.length - 1;
  }

  /** Returns the number of a node's successors. */
  public int degree(int node) {
    return starts[node + 1] - starts[node];
  }

  /** Returns a node's successor, counted from 0. */
  public int successor(int node, int index) {
    return targets[starts[node] + index];
  }

  /** Returns the graph with every edge turned round; sources come in the order of their numbers. */
  public Graph reversed() {
    int[] begins = new int[starts.length];
    for (int target : targets) {
      begins[target + 1]++;
    }
    for (int node = 0; node < size(); node++) {
      begins[node + 1] += begins[node];
    }
    int[] next = begins.clone();
    int[] sources = new int[targets.length];
    for (int node = 0; node < size(); node++) {
      for (int i = starts[node]; i < starts[node + 1]; i++) {
        sources[next[targets[i]]++] = node;
      }
    }
    return new Graph(begins, sources);
  }

  /**
   * Returns the nodes that a node reaches, itself first, in reverse postorder of a depth-first walk
   * that takes successors in their order from the last to the first: of two branches the first
   * comes first.
   */
  public int[] reversePostorder(int root) {
    boolean[] seen = new boolean[size()];
    int[] next = new int[size()];
    IntList path = new IntList();
    IntList done = new IntList();
    seen[root] = true;
    path.add(root);
    while (!path.isEmpty()) {
      int node = path.get(path.size() - 1);
      int index = degree(node) - 1 - next[node]++;
      if (index < 0) {
        done.add(path.pop());
      } else if (!seen[successor(node, index)]) {
        seen[successor(node, index)] = true;
        path.add(successor(node, index));
      }
    }
    int[] order = new int[done.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = done.get(order.length - 1 - i);
    }
    return order;
  }
}
