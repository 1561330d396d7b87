package org.assize.value.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assize.ir.Body;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;

/**
 * The bodies of a program, or of a part of it, under dense numbers: modules in their order, each
 * followed by what it holds, in the order of the places.
 */
public final class Bodies {
  private final List<Body> all = new ArrayList<>();
  private final IdentityHashMap<Body, Integer> numbers = new IdentityHashMap<>();
  private final Map<PythonFunction, Integer> functions = new HashMap<>();
  private final Map<PythonClass, Integer> classes = new HashMap<>();
  private final Map<PythonModule, Integer> modules = new HashMap<>();
  private final List<Integer> parents = new ArrayList<>();

  /**
   * Numbers the bodies of a program.
   *
   * @param roots the bodies of its modules
   */
  public Bodies(List<Body> roots) {
    roots.forEach(root -> add(root, -1));
  }

  /**
   * Numbers further bodies behind those that there are, which keep their numbers.
   *
   * @param roots the bodies of further modules
   */
  public Bodies with(List<Body> roots) {
    List<Body> both = new ArrayList<>();
    for (int number = 0; number < all.size(); number++) {
      if (parents.get(number) < 0) {
        both.add(all.get(number));
      }
    }
    both.addAll(roots);
    return new Bodies(both);
  }

  private void add(Body body, int parent) {
    int number = all.size();
    all.add(body);
    parents.add(parent);
    numbers.put(body, number);
    switch (body.kind()) {
      case MODULE -> modules.put(body.module(), number);
      case CLASS -> body.type().ifPresent(type -> classes.put(type, number));
      case FUNCTION -> body.function().ifPresent(function -> functions.put(function, number));
      case LAMBDA -> {}
    }
    body.children().forEach(child -> add(child, number));
  }

  /** Returns how many there are. */
  public int size() {
    return all.size();
  }

  /** Returns a body by its number. */
  public Body get(int number) {
    return all.get(number);
  }

  /** Returns the number of a body of this program. */
  public int numberOf(Body body) {
    Integer number = numbers.get(body);
    if (number == null) {
      throw new IllegalArgumentException("not a body of this program: " + body.name());
    }
    return number;
  }

  /** Returns the number of the body that a body is defined in; empty for a module. */
  public OptionalInt parentOf(int number) {
    int parent = parents.get(number);
    return parent < 0 ? OptionalInt.empty() : OptionalInt.of(parent);
  }

  /** Returns the number of a function's body. */
  public Optional<Integer> of(PythonFunction function) {
    return Optional.ofNullable(functions.get(function));
  }

  /** Returns the number of a class's body. */
  public Optional<Integer> of(PythonClass type) {
    return Optional.ofNullable(classes.get(type));
  }

  /** Returns the number of a module's body. */
  public Optional<Integer> of(PythonModule module) {
    return Optional.ofNullable(modules.get(module));
  }
}
