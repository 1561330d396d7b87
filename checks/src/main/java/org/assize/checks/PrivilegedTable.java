package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;

/**
 * The one that asks nobody among all that a table of routes has under an address for those who look
 * after a program: {@code (r"/admin/users", Users)}.
 */
record PrivilegedTable(GuardWords words, ProgramView program) {
  private static final int MIN_ASKING = 2;

  /** The one that asks nobody, one of those that ask, and what that one asks by. */
  record Found(Place silent, String name, Place asking, String asks, String guard) {
    Finding.Builder finding(Check check) {
      return check
          .present(silent)
          .confidence(Confidence.MEDIUM)
          .step(asking, asks + " asks")
          .step(silent, name + " asks by nothing");
    }
  }

  /** Something that answers under such an address, and what it asks by. */
  private record Answer(Place place, String name, Set<String> guards, boolean isExcused) {}

  /** All of a program. */
  private record All(List<Found> found) {}

  /** Returns those that stand in a module. */
  List<Found> in(PythonModule module) {
    return program
        .part(All.class, words, (p, w) -> new All(new PrivilegedTable(w, p).find()))
        .found
        .stream()
        .filter(f -> f.silent.module() == module)
        .toList();
  }

  private List<Found> find() {
    Map<String, List<Answer>> byArea = new LinkedHashMap<>();
    for (RouteTables.Route route : RouteTables.of(program)) {
      PrivilegedRoutes.area(route.address())
          .ifPresent(area ->
              answer(route)
                  .forEach(a ->
                      byArea
                          .computeIfAbsent(route.in().path() + area, k -> new ArrayList<>())
                          .add(a)));
    }
    List<Found> found = new ArrayList<>();
    for (List<Answer> group : byArea.values()) {
      List<Answer> asking = group.stream().filter(a -> !a.guards.isEmpty()).toList();
      List<Answer> silent = group.stream().filter(a -> a.guards.isEmpty()).toList();
      if (silent.size() == 1 && asking.size() >= MIN_ASKING && !silent.getFirst().isExcused) {
        Answer first = asking.getFirst();
        Answer one = silent.getFirst();
        found.add(
            new Found(
                one.place, one.name, first.place, first.name, first.guards.iterator().next()));
      }
    }
    return found;
  }

  private Stream<Answer> answer(RouteTables.Route route) {
    return Stream.concat(
        route.function().stream().map(this::ofFunction),
        route.type().stream()
            .map(type -> {
              PythonModule module = type.module();
              GuardedCode code = code(module);
              GuardedClasses classes = new GuardedClasses(words, program, code);
              Set<String> guards = new LinkedHashSet<>(classes.guards(type));
              guards.addAll(classes.asked(type));
              type.methods().forEach(m -> guards.addAll(code.guards(m)));
              boolean isExcused =
                  isAskedBefore(module, code)
                      || !classes.answers(type)
                      || classes.isUnderDefault(type)
                      || classes.isExcused(type, program.view(module));
              return new Answer(Place.ofName(type), type.name(), guards, isExcused);
            }));
  }

  private Answer ofFunction(PythonFunction function) {
    GuardedCode code = code(function.module());
    boolean isExcused =
        isAskedBefore(function.module(), code)
            || code.isOpen(function)
            || code.looksItself(function)
            || code.isUnderDefault(function);
    return new Answer(Place.ofName(function), function.name(), code.guards(function), isExcused);
  }

  private boolean isAskedBefore(PythonModule module, GuardedCode code) {
    return code.isGuardedAsAWhole()
        || StandingGuard.isAround(module, program)
        || new DefaultGuard(words, program).place().isPresent();
  }

  private GuardedCode code(PythonModule module) {
    return new GuardedCode(words, program, program.view(module));
  }
}
