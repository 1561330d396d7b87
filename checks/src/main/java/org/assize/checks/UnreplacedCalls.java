package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;

/**
 * Which replaced functions other tests call for real: in test modules that do not replace them.
 *
 * @param replacing label of facts about calls that replace
 */
record UnreplacedCalls(ProgramView program, String replacing) {
  private static final int NAMED = 3;

  /**
   * Returns what tests call of these functions, as a sentence; {@code ""} where names leave it
   * open.
   */
  String sentence(Map<String, Replacement> functions) {
    List<String> called = new ArrayList<>();
    List<String> never = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    functions.forEach((name, replaced) -> {
      List<Use> uses = uses(name);
      List<Place> calls = replaced.function().map(f -> calls(name, f)).orElse(List.of());
      if (!calls.isEmpty()) {
        called.add(name);
        places.addAll(calls);
      } else if (uses.isEmpty()) {
        never.add(name);
      }
    });
    boolean one = functions.size() == 1;
    String them = one ? "it" : "them";
    if (called.isEmpty()) {
      return never.size() < functions.size()
          ? ""
          : "By name, no test that leaves %s in place calls %s.".formatted(them, them);
    }
    return "By name, tests that leave %s in place call %s%s."
        .formatted(
            them,
            one
                ? "it " + Wording.timesAt(places)
                : told(called, functions) + " (first " + places.getFirst().cite() + ")",
            never.isEmpty() ? "" : "; none calls " + Wording.list(never));
  }

  private static String told(List<String> called, Map<String, Replacement> functions) {
    if (called.size() == functions.size()) {
      return called.size() == 2 ? "both" : "all of them";
    }
    return called.size() <= NAMED ? Wording.list(called) : called.size() + " of them";
  }

  /**
   * What was found for the whole program. Many test modules replace the same functions, so looking
   * through the uses anew for each cost more than 1 % of a review of Neutron.
   */
  private record Known(
      Map<String, List<Use>> uses, Map<PythonFunction, Map<String, List<Place>>> calls) {}

  private Known known() {
    return program.part(
        Known.class,
        replacing,
        (p, label) -> new Known(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
  }

  private List<Use> uses(String name) {
    Map<String, List<Use>> known = known().uses();
    List<Use> uses = known.get(name);
    if (uses == null) {
      uses = findUses(name);
      known.put(name, uses);
    }
    return uses;
  }

  /** The calls under a name that mean a function. */
  private List<Place> calls(String name, PythonFunction function) {
    Map<String, List<Place>> known =
        known().calls().computeIfAbsent(function, f -> new ConcurrentHashMap<>());
    List<Place> calls = known.get(name);
    if (calls == null) {
      boolean only = isOnlyDefinition(function);
      calls = uses(name).stream().filter(u -> means(u, function, only)).map(Place::ofName).toList();
      known.put(name, calls);
    }
    return calls;
  }

  private List<Use> findUses(String name) {
    return program.references().named(name).stream()
        .filter(u -> program.isTest(u.module()))
        .filter(u -> u.kind() == Use.Kind.CALL || FunctionCalls.isHanded(u, program))
        .filter(u -> !replaces(u, name))
        .toList();
  }

  /** Whether a call is one of the function, as far as names tell, or can be of no other. */
  private boolean means(Use use, PythonFunction function, boolean only) {
    Optional<Target> target = program.references().target(use);
    return switch (target.orElse(null)) {
      case Target.FunctionTarget t -> t.function() == function;
      case null, default -> only;
    };
  }

  private boolean isOnlyDefinition(PythonFunction function) {
    return program.references().named(function.name()).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .count()
        == 1;
  }

  private boolean replaces(Use use, String name) {
    return program
        .part(Replacements.class, replacing, Replacements::new)
        .names(use.module())
        .contains(name);
  }
}
