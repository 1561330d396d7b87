package org.assize.value.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.assize.base.Workers;
import org.assize.base.graph.Graph;
import org.assize.dataflow.Levels;
import org.assize.value.calls.CallSite;
import org.assize.value.interpret.Interpretation;
import org.assize.value.interpret.Interpreter;
import org.jspecify.annotations.Nullable;

/** Solves bodies in rounds: all of a program, or those behind the ones that are solved already. */
final class Solver {
  /**
   * What a decorator that another function makes is handed shows in the third round, and what it
   * calls in the fourth. More rounds were measured to change next to nothing.
   */
  private static final int ROUNDS = 4;

  /** What only uses a solved program takes fewer. */
  private static final int FURTHER_ROUNDS = 2;

  private static final int[] NONE = {};

  private final World.Static fixed;
  private final int first;
  private final int size;
  private final Workers workers;
  private final @Nullable Asked[] asked;
  private final Map<Integer, String> faults = new ConcurrentHashMap<>();

  Solver(World.Static fixed, Workers workers) {
    this.fixed = fixed;
    this.first = fixed.first();
    this.size = fixed.bodies().size();
    this.workers = workers;
    this.asked = new Asked[size];
  }

  /** Returns what the last round found. */
  Solution solve() {
    return rounds(ROUNDS, null);
  }

  /** Returns what is solved, and what the last round found of the other bodies. */
  Solution extend(Solution solved) {
    return rounds(FURTHER_ROUNDS, solved);
  }

  private Solution rounds(int count, @Nullable Solution solved) {
    List<Interpretation> found = solved == null ? List.of() : solved.all();
    World world = new World(fixed, Knowledge.of(found, workers));
    int[][] callees = sketch(world);
    Summaries summaries = Summaries.before(Levels.of(Graph.of(callees)), found);
    for (int round = 0; round < count; round++) {
      callees = round == 0 ? callees : callees(found);
      Levels levels = Levels.of(Graph.of(callees));
      summaries = summaries.next(levels);
      found = round(world, summaries, levels, found);
      world = new World(fixed, Knowledge.of(found, workers));
    }
    return new Solution(found, world, summaries, new TreeMap<>(faults));
  }

  private int[][] sketch(World world) {
    int[][] callees = none();
    List<Integer> open = IntStream.range(first, size).boxed().toList();
    List<int[]> sketched =
        workers.map(open, number -> CallSketch.callees(world, fixed.bodies().get(number)));
    for (int i = 0; i < sketched.size(); i++) {
      callees[first + i] = unsolved(sketched.get(i));
    }
    return callees;
  }

  private int[][] none() {
    int[][] callees = new int[size][];
    Arrays.fill(callees, NONE);
    return callees;
  }

  /** What is solved already needs no place in the order. */
  private int[] unsolved(int[] bodies) {
    return Arrays.stream(bodies).filter(body -> body >= first).toArray();
  }

  /** The callees that were found surely enough to order the next round by. */
  private int[][] callees(List<Interpretation> found) {
    int[][] callees = none();
    for (int number = first; number < size; number++) {
      TreeSet<Integer> own = new TreeSet<>();
      for (CallSite call : found.get(number).effects().calls()) {
        if (call.finding().isFollowed()) {
          own.addAll(call.callees());
        }
      }
      callees[number] = unsolved(own.stream().mapToInt(Integer::intValue).toArray());
    }
    return callees;
  }

  private List<Interpretation> round(
      World world, Summaries summaries, Levels levels, List<Interpretation> before) {
    @Nullable Interpretation[] found = new Interpretation[size];
    for (int number = 0; number < first; number++) {
      found[number] = before.get(number);
    }
    for (int level = 0; level < levels.count(); level++) {
      int now = level;
      List<Integer> members = new ArrayList<>(levels.members(level));
      members.removeIf(number -> number < first);
      List<Interpretation> solved =
          workers.map(
              members, number -> interpreted(number, new Level(world, summaries, now, 0), before));
      for (int i = 0; i < solved.size(); i++) {
        found[members.get(i)] = solved.get(i);
        summaries.put(members.get(i), solved.get(i).summary());
      }
    }
    return List.of(found);
  }

  /** A body that would see what it saw in the round before computes what it computed then. */
  private Interpretation interpreted(int number, Level level, List<Interpretation> before) {
    Asked last = asked[number];
    if (last != null && last.holdIn(level)) {
      return before.get(number);
    }
    Answers now = new Answers(level);
    try {
      Interpretation found = Interpreter.interpret(number, now);
      asked[number] = now.asked();
      faults.remove(number);
      return found;
    } catch (RuntimeException | StackOverflowError fault) { // costs this body and nothing else
      faults.put(number, String.valueOf(fault));
      asked[number] = null;
      return Interpretation.unknown(fixed.bodies().get(number));
    }
  }
}
