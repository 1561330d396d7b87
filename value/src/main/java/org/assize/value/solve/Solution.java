package org.assize.value.solve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.PythonClass;
import org.assize.value.domain.AbstractValue;
import org.assize.value.interpret.Interpretation;
import org.assize.value.interpret.Interpreter;

/** A solved program: what every body computes, and what one computes for certain arguments. */
public final class Solution {
  private final List<Interpretation> found;
  private final World world;
  private final Summaries summaries;
  private final SortedMap<Integer, String> faults;
  private final Map<Variant, Interpretation> variants = new ConcurrentHashMap<>();

  private record Variant(int body, List<AbstractValue> arguments) {}

  Solution(
      List<Interpretation> found,
      World world,
      Summaries summaries,
      SortedMap<Integer, String> faults) {
    this.faults = faults;
    this.found = found;
    this.world = world;
    this.summaries = summaries;
  }

  /** Returns how many bodies are solved: those of the lowest numbers. */
  int size() {
    return found.size();
  }

  List<Interpretation> all() {
    return found;
  }

  /** Returns what a body computes for any arguments. */
  public Interpretation of(int body) {
    return found.get(body);
  }

  /**
   * Returns what a body computes for certain arguments; asked for again, the answer is the same.
   *
   * @param arguments one for each parameter; the parameter itself where nothing is known
   */
  public Interpretation of(int body, List<AbstractValue> arguments) {
    Variant variant = new Variant(body, List.copyOf(arguments));
    Interpretation known = variants.get(variant);
    if (known == null) {
      known = interpreted(body, arguments);
      variants.put(variant, known);
    }
    return known;
  }

  private Interpretation interpreted(int body, List<AbstractValue> arguments) {
    try {
      return Interpreter.interpret(
          body, arguments, new Level(world, summaries, summaries.levelOf(body), 1));
    } catch (RuntimeException | StackOverflowError fault) { // any arguments are these, too
      return of(body);
    }
  }

  /** Returns the bodies of which nothing is known, because solving them failed, and how. */
  public SortedMap<Integer, String> faults() {
    return faults;
  }

  /** Returns what a parameter may hold, by its annotation, its default and the calls seen. */
  public AbstractValue parameter(int body, int index) {
    return world.parameter(body, index);
  }

  /** Returns what a field of an object of a class may hold; empty where nothing writes it. */
  public Optional<AbstractValue> field(PythonClass type, String name) {
    return world.field(type, name);
  }

  /** Returns the fields that a class and its bases declare by annotations, bases first. */
  public List<String> declaredFields(PythonClass type) {
    return world.declaredFields(type);
  }
}
