package org.assize.base.graph;

import java.util.Arrays;

/**
 * The strongly connected components of a graph, numbered so that every edge between two of them
 * goes from a higher number to a lower one: callees before callers (Tarjan, "Depth-First Search and
 * Linear Graph Algorithms", 1972). Immutable.
 */
public final class Components {
  private final int[] componentOf;
  private final int[][] members;

  private Components(int[] componentOf, int count) {
    this.componentOf = componentOf;
    int[] sizes = new int[count];
    for (int component : componentOf) {
      sizes[component]++;
    }
    members = new int[count][];
    for (int c = 0; c < count; c++) {
      members[c] = new int[sizes[c]];
    }
    for (int node = componentOf.length - 1; node >= 0; node--) {
      members[componentOf[node]][--sizes[componentOf[node]]] = node;
    }
  }

  /** Finds the components of a graph in linear time. */
  public static Components of(Graph graph) {
    return new Search(graph).run();
  }

  /** Returns the number of components. */
  public int count() {
    return members.length;
  }

  /** Returns the component of a node. */
  public int of(int node) {
    return componentOf[node];
  }

  /** Returns the nodes of a component in the order of their numbers. */
  public int[] members(int component) {
    return members[component].clone();
  }

  private static final class Search {
    private final Graph graph;

    /** Number of a node in the order of the walk, from 1; 0 where it was not met yet. */
    private final int[] order;

    private final int[] low;
    private final int[] next;
    private final int[] componentOf;
    private final IntList path = new IntList();
    private final IntList open = new IntList();
    private int visited;
    private int count;

    Search(Graph graph) {
      this.graph = graph;
      int size = graph.size();
      order = new int[size];
      low = new int[size];
      next = new int[size];
      componentOf = new int[size];
      Arrays.fill(componentOf, -1);
    }

    Components run() {
      for (int root = 0; root < graph.size(); root++) {
        if (order[root] == 0) {
          enter(root);
          walk();
        }
      }
      return new Components(componentOf, count);
    }

    private void enter(int node) {
      order[node] = ++visited;
      low[node] = visited;
      path.add(node);
      open.add(node);
    }

    private void walk() {
      while (!path.isEmpty()) {
        int node = path.get(path.size() - 1);
        if (next[node] == graph.degree(node)) {
          leave(path.pop());
        } else {
          int target = graph.successor(node, next[node]++);
          if (order[target] == 0) {
            enter(target);
          } else if (componentOf[target] < 0) {
            low[node] = Math.min(low[node], order[target]);
          }
        }
      }
    }

    private void leave(int node) {
      if (low[node] == order[node]) {
        int member = -1;
        while (member != node) {
          member = open.pop();
          componentOf[member] = count;
        }
        count++;
      }
      if (!path.isEmpty()) {
        int parent = path.get(path.size() - 1);
        low[parent] = Math.min(low[parent], low[node]);
      }
    }
  }
}
