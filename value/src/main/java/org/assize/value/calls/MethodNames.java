package org.assize.value.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.BodyKind;
import org.assize.ir.CallShape;

/**
 * Finds methods by their name alone, for receivers of which nothing is known. In real trees nearly
 * every name is defined at most five times; names that built-in types have too tell nothing.
 */
public final class MethodNames {
  /** More candidates than this are no answer. */
  public static final int MAX_CANDIDATES = 5;

  /** Of one method there may be as many implementations. */
  public static final int MAX_OVERRIDES = 16;

  /** Methods of built-in types and of the most usual protocols (library reference). */
  private static final Set<String> COMMON =
      Set.of(
          ("add append capitalize casefold center clear close copy count decode difference"
                  + " difference_update discard encode endswith expandtabs extend fileno find flush"
                  + " format format_map fromkeys get group groups index insert intersection"
                  + " isalnum isalpha isdigit isdisjoint islower isspace issubset issuperset"
                  + " isupper items join keys ljust lower lstrip match partition pop popitem"
                  + " read readline readlines remove replace reverse rfind rindex rjust rpartition"
                  + " rsplit rstrip search seek send setdefault sort split splitlines start"
                  + " startswith strip sub swapcase symmetric_difference tell throw title translate"
                  + " truncate union update upper values write writelines zfill")
              .split(" "));

  /** With more values by position than this none of the built-in ones is meant. */
  private static final Map<String, Integer> MOST =
      Map.ofEntries(
          Map.entry("add", 1),
          Map.entry("append", 1),
          Map.entry("clear", 0),
          Map.entry("copy", 0),
          Map.entry("extend", 1),
          Map.entry("get", 2),
          Map.entry("insert", 2),
          Map.entry("items", 0),
          Map.entry("keys", 0),
          Map.entry("pop", 2),
          Map.entry("remove", 1),
          Map.entry("update", 1),
          Map.entry("values", 0));

  /** Those of them that change the object that they are called on. */
  private static final Set<String> CHANGING =
      Set.of(
          ("add append clear close difference_update discard extend flush insert"
                  + " intersection_update next pop popitem put read readline readlines remove"
                  + " reverse seek send setdefault sort symmetric_difference_update throw"
                  + " truncate update write writelines")
              .split(" "));

  private final Bodies bodies;
  private final Map<String, List<Integer>> methods = new HashMap<>();

  /** Indexes the methods of a program. */
  public MethodNames(Bodies bodies) {
    this.bodies = bodies;
    for (int i = 0; i < bodies.size(); i++) {
      int number = i;
      Body body = bodies.get(i);
      if (body.kind() == BodyKind.FUNCTION) {
        body.function()
            .filter(f -> f.owner().isPresent())
            .ifPresent(f -> methods.computeIfAbsent(f.name(), n -> new ArrayList<>()).add(number));
      }
    }
  }

  /**
   * Returns the methods that a call of {@code x.name(…)} could mean, whatever {@code x} is, in the
   * order of their numbers.
   *
   * @return none where the name tells nothing
   */
  public List<Integer> candidates(String name, CallShape shape) {
    boolean isOfPython = name.startsWith("__") && name.endsWith("__");
    if (isOfPython || (COMMON.contains(name) && !exceeds(name, shape))) {
      return List.of();
    }
    List<Integer> fitting = new ArrayList<>();
    for (int number : methods.getOrDefault(name, List.of())) {
      Body body = bodies.get(number);
      int bound = body.function().filter(f -> !f.isStatic()).isPresent() ? 1 : 0;
      if (Arguments.match(shape, body.parameters(), bound).fits()) {
        fitting.add(number);
      }
    }
    return fitting;
  }

  /** {@code comments.update(id, data)}: no dictionary takes two mappings. */
  private static boolean exceeds(String name, CallShape shape) {
    int most = MOST.getOrDefault(name, Integer.MAX_VALUE);
    return shape.isPositional() && shape.arguments().size() > most;
  }

  /** Whether a name is that of a method of built-in types. */
  public static boolean isCommon(String name) {
    return COMMON.contains(name);
  }

  /** Whether a name is that of a method of built-in types that leaves its object as it is. */
  public static boolean reads(String name) {
    return COMMON.contains(name) && !CHANGING.contains(name);
  }

  /** Whether any method of the tree has the name. */
  public boolean isDefined(String name) {
    return methods.containsKey(name);
  }
}
