package org.assize.value.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.base.graph.Components;
import org.assize.base.graph.Graph;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.CallSite;
import org.assize.value.interpret.Interpretation;
import org.assize.value.interpret.Interpreter;
import org.jspecify.annotations.Nullable;

/** Solves all bodies of a program in rounds. */
final class Solver {
  /** More rounds were measured to change next to nothing. */
  private static final int ROUNDS = 3;

  private final World.Static fixed;
  private final Bodies bodies;
  private final Workers workers;

  Solver(World.Static fixed, Workers workers) {
    this.fixed = fixed;
    this.bodies = fixed.bodies();
    this.workers = workers;
  }

  /** Returns what the last round found, one for each body. */
  List<Interpretation> solve() {
    World world = new World(fixed, null);
    int[][] callees = sketch(world);
    Summaries summaries = null;
    List<Interpretation> found = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      Order order = Order.of(callees);
      summaries = new Summaries(order.levels(), summaries);
      found = round(world, summaries, order);
      world = new World(fixed, Knowledge.of(found));
      callees = callees(found);
    }
    return found;
  }

  private int[][] sketch(World world) {
    return workers
        .map(
            IntStream.range(0, bodies.size()).boxed().toList(),
            number -> CallSketch.callees(world, bodies.get(number)))
        .toArray(int[][]::new);
  }

  /** The callees that were found surely enough to order the next round by. */
  private static int[][] callees(List<Interpretation> found) {
    int[][] callees = new int[found.size()][];
    for (int number = 0; number < callees.length; number++) {
      TreeSet<Integer> own = new TreeSet<>();
      for (CallSite call : found.get(number).effects().calls()) {
        if (call.finding().isFollowed()) {
          own.addAll(call.callees());
        }
      }
      callees[number] = own.stream().mapToInt(Integer::intValue).toArray();
    }
    return callees;
  }

  private List<Interpretation> round(World world, Summaries summaries, Order order) {
    @Nullable Interpretation[] found = new Interpretation[bodies.size()];
    for (int level = 0; level < order.members().size(); level++) {
      int now = level;
      List<Integer> members = order.members().get(level);
      List<Interpretation> solved =
          workers.map(
              members,
              number -> Interpreter.interpret(number, new Level(world, summaries, now)));
      for (int i = 0; i < solved.size(); i++) {
        found[members.get(i)] = solved.get(i);
        summaries.put(members.get(i), solved.get(i).summary());
      }
    }
    return List.of(found);
  }

  /**
   * The order of a round.
   *
   * @param levels of the bodies
   * @param members of each level, in the order of their numbers
   */
  private record Order(int[] levels, List<List<Integer>> members) {
    static Order of(int[][] callees) {
      Graph graph = Graph.of(callees);
      Components components = Components.of(graph);
      int[] componentLevels = new int[components.count()];
      List<List<Integer>> members = new ArrayList<>();
      int[] levels = new int[callees.length];
      for (int component = 0; component < components.count(); component++) {
        for (int member : components.members(component)) {
          for (int callee : callees[member]) {
            int other = components.of(callee);
            if (other != component) {
              componentLevels[component] =
                  Math.max(componentLevels[component], componentLevels[other] + 1);
            }
          }
        }
        for (int member : components.members(component)) {
          levels[member] = componentLevels[component];
        }
      }
      for (int number = 0; number < levels.length; number++) {
        while (members.size() <= levels[number]) {
          members.add(new ArrayList<>());
        }
        members.get(levels[number]).add(number);
      }
      return new Order(levels, members);
    }
  }
}
