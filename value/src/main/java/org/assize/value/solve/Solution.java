package org.assize.value.solve;

import java.util.List;
import java.util.Map;
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
  private final Map<Variant, Interpretation> variants = new ConcurrentHashMap<>();

  private record Variant(int body, List<AbstractValue> arguments) {}

  Solution(List<Interpretation> found, World world, Summaries summaries) {
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
      known =
          Interpreter.interpret(
              body, arguments, new Level(world, summaries, summaries.levelOf(body), 1));
      variants.put(variant, known);
    }
    return known;
  }

  /** Returns what a parameter may hold, by its annotation, its default and the calls seen. */
  public AbstractValue parameter(int body, int index) {
    return world.parameter(body, index);
  }

  /** Returns the fields that a class and its bases declare by annotations, bases first. */
  public List<String> declaredFields(PythonClass type) {
    return world.declaredFields(type);
  }
}
