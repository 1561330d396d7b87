package org.assize.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.assize.base.graph.Components;
import org.assize.base.graph.Graph;

/**
 * An order in which results that depend on each other are found: every node depends on nodes of
 * lower levels alone, but for those of its own strongly connected component, which share its level.
 * Nodes of one level can be solved in any order, or at once. Immutable.
 */
public final class Levels {
  private final int[] levels;
  private final List<List<Integer>> members;

  private Levels(int[] levels, List<List<Integer>> members) {
    this.levels = levels;
    this.members = members;
  }

  /**
   * Orders the nodes of a graph.
   *
   * @param dependencies from each node to those that it depends on
   */
  public static Levels of(Graph dependencies) {
    Components components = Components.of(dependencies);
    int[] heights = heights(dependencies, components);
    int[] levels = new int[dependencies.size()];
    List<List<Integer>> members = new ArrayList<>();
    for (int node = 0; node < levels.length; node++) {
      levels[node] = heights[components.of(node)];
      while (members.size() <= levels[node]) {
        members.add(new ArrayList<>());
      }
      members.get(levels[node]).add(node);
    }
    return new Levels(levels, members.stream().map(List::copyOf).toList());
  }

  /** Components are numbered so that dependencies come first. */
  private static int[] heights(Graph dependencies, Components components) {
    int[] heights = new int[components.count()];
    for (int component = 0; component < heights.length; component++) {
      for (int node : components.members(component)) {
        for (int k = 0; k < dependencies.degree(node); k++) {
          int other = components.of(dependencies.successor(node, k));
          if (other != component) {
            heights[component] = Math.max(heights[component], heights[other] + 1);
          }
        }
      }
    }
    return heights;
  }

  /** Returns the number of nodes. */
  public int size() {
    return levels.length;
  }

  /** Returns the level of a node, from 0. */
  public int of(int node) {
    return levels[node];
  }

  /** Returns the number of levels. */
  public int count() {
    return members.size();
  }

  /** Returns the nodes of a level in the order of their numbers. */
  public List<Integer> members(int level) {
    return members.get(level);
  }
}
