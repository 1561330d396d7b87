package org.assize.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * The classes of production that a test module names, and which of them it is about.
 *
 * @param first where each is first named, in the order of the places
 * @param mentions how often each is named
 */
record TestSubjects(Map<PythonClass, Place> first, Map<PythonClass, Integer> mentions) {

  static TestSubjects of(ModuleView view, ProgramView program) {
    Map<PythonClass, Place> first = new LinkedHashMap<>();
    Map<PythonClass, Integer> mentions = new HashMap<>();
    Map<String, Optional<PythonClass>> registered = new HashMap<>();
    for (Expr.Attribute a : view.all(Expr.Attribute.class)) {
      if (isClassName(a.attribute())) {
        named(a, view, program, registered).ifPresent(t -> add(t, a, view, first, mentions));
      }
    }
    for (Expr.Name n : view.all(Expr.Name.class)) {
      if (isClassName(n.id())
          && program.resolver().resolve(n, view.module()) instanceof Target.ClassTarget t) {
        add(t.type(), n, view, first, mentions);
      }
    }
    first.keySet().removeIf(t -> program.isTest(t.module()));
    return new TestSubjects(first, mentions);
  }

  private static boolean isClassName(String name) {
    return Character.isUpperCase(name.charAt(0));
  }

  private static void add(
      PythonClass type,
      Expr at,
      ModuleView view,
      Map<PythonClass, Place> first,
      Map<PythonClass, Integer> mentions) {
    first.merge(type, Place.of(view.module(), at), (a, b) -> a.start() <= b.start() ? a : b);
    mentions.merge(type, 1, Integer::sum);
  }

  /** The class itself, or the one of that name below a package that fills its names at run time. */
  private static Optional<PythonClass> named(
      Expr.Attribute a,
      ModuleView view,
      ProgramView program,
      Map<String, Optional<PythonClass>> registered) {
    return switch (program.resolver().resolve(a, view.module())) {
      case Target.ClassTarget t -> Optional.of(t.type());
      case Target.Unknown _ ->
          program.resolver().resolve(a.value(), view.module()) instanceof Target.ModuleTarget m
                  && m.module().isPackage()
              ? registered.computeIfAbsent(
                  m.module().name() + "." + a.attribute(),
                  k -> Replacements.classBelow(m.module(), a.attribute(), program))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Returns the module that the tests are about: the one after which the test module is called,
   * else the one whose classes are named most.
   */
  Optional<PythonModule> module(PythonModule test) {
    Map<PythonModule, Integer> counted = new LinkedHashMap<>();
    first
        .keySet()
        .forEach(t -> counted.merge(t.module(), mentions.getOrDefault(t, 0), Integer::sum));
    String called = "_" + lastPart(test) + "_";
    return counted.entrySet().stream()
        .min(
            Comparator.comparing((Map.Entry<PythonModule, Integer> e) ->
                    !called.contains("_" + lastPart(e.getKey()) + "_"))
                .thenComparingInt(e -> -e.getValue())
                .thenComparingInt(e -> e.getKey().index()))
        .map(Map.Entry::getKey);
  }

  private static String lastPart(PythonModule module) {
    return module.name().substring(module.name().lastIndexOf('.') + 1);
  }

  /** Returns the classes that are named most, in the order in which they are first named. */
  List<PythonClass> classes(List<PythonClass> among, int most) {
    List<PythonClass> often = new ArrayList<>(among);
    often.sort(Comparator.comparingInt((PythonClass t) -> -mentions.getOrDefault(t, 0)));
    List<PythonClass> kept = often.subList(0, Math.min(most, often.size()));
    return first.keySet().stream().filter(kept::contains).toList();
  }

  /**
   * Returns these and, as named least, the classes of the same modules of which lists among them
   * hold elements.
   */
  TestSubjects withElements(TypedFields rule, ProgramView program) {
    Map<PythonClass, Place> all = new LinkedHashMap<>(first);
    Map<PythonClass, Integer> often = new HashMap<>(mentions);
    first.forEach((type, place) -> {
      for (PythonClass element : new FieldTables(rule, program).held(type)) {
        all.putIfAbsent(element, place);
        often.putIfAbsent(element, 0);
      }
    });
    return new TestSubjects(all, often);
  }
}
