package org.assize.value.solve;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.base.graph.Graph;
import org.assize.dataflow.Levels;
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

  /** Returns what the last round found. */
  Solution solve() {
    World world = new World(fixed, null);
    int[][] callees = sketch(world);
    Summaries summaries = new Summaries(Levels.of(Graph.of(callees)), null);
    List<Interpretation> found = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      Levels levels = Levels.of(Graph.of(callees));
      summaries = new Summaries(levels, round == 0 ? null : summaries);
      found = round(world, summaries, levels);
      world = new World(fixed, Knowledge.of(found));
      callees = callees(found);
    }
    return new Solution(found, world, summaries);
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

  private List<Interpretation> round(World world, Summaries summaries, Levels levels) {
    @Nullable Interpretation[] found = new Interpretation[bodies.size()];
    for (int level = 0; level < levels.count(); level++) {
      int now = level;
      List<Integer> members = levels.members(level);
      List<Interpretation> solved =
          workers.map(
              members,
              number -> Interpreter.interpret(number, new Level(world, summaries, now, 0)));
      for (int i = 0; i < solved.size(); i++) {
        found[members.get(i)] = solved.get(i);
        summaries.put(members.get(i), solved.get(i).summary());
      }
    }
    return List.of(found);
  }
}
