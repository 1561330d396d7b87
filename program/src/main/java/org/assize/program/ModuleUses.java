package org.assize.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assize.program.Use.Kind;
import org.assize.syntax.Node;

/**
 * Every mention of every name in one module, by name.
 *
 * <p>A large program has a million of them, so they lie side by side in two arrays, those of one
 * name together and in the order of the walk. Names are the module's {@linkplain
 * ModuleOutline#words words}; nobody asks a module for others.
 */
final class ModuleUses {
  private final PythonModule module;
  private final Map<String, Range> ranges;
  private final Node[] nodes;
  private final Kind[] kinds;

  /** Where the mentions of a name lie, with how many have been filed there so far. */
  private static final class Range {
    private int start;
    private int count;
  }

  private ModuleUses(PythonModule module, UseWalk walk) {
    this.module = module;
    int size = walk.size();
    ranges = new HashMap<>();
    Range[] rangeOf = new Range[size];
    for (int i = 0; i < size; i++) {
      Range range = ranges.computeIfAbsent(walk.name(i), name -> new Range());
      range.count++;
      rangeOf[i] = range;
    }
    int next = 0;
    for (Range range : ranges.values()) {
      range.start = next;
      next += range.count;
      range.count = 0;
    }
    nodes = new Node[size];
    kinds = new Kind[size];
    for (int i = 0; i < size; i++) {
      Range range = rangeOf[i];
      int at = range.start + range.count++;
      nodes[at] = walk.node(i);
      kinds[at] = walk.kind(i);
    }
  }

  /** Goes through a module once. */
  static ModuleUses of(PythonModule module) {
    return new ModuleUses(module, UseWalk.through(module));
  }

  /** Adds the mentions of a name, in the order of the walk. */
  void addTo(List<Use> uses, String name) {
    Range range = ranges.get(name);
    if (range != null) {
      for (int i = range.start; i < range.start + range.count; i++) {
        uses.add(new Use(module, nodes[i], kinds[i]));
      }
    }
  }
}
