package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * What stands in for something real in the tests of a module because of another test module: a base
 * class or a fixture replaces it before the test begins.
 *
 * @param replacing label of facts about calls that replace
 */
record StandingReplacements(ProgramView program, String replacing) {
  /**
   * A class that replaces.
   *
   * @param anchor where the module takes the class: a base of one of its classes, or a call of it
   * @param type the class
   * @param replaced what it replaces itself, or through what its methods make and call
   */
  record Carrier(Place anchor, PythonClass type, List<Replacement> replaced) {
    /** Returns where the class stands. */
    Place home() {
      return Place.ofName(type);
    }
  }

  /** Returns the carriers of a test module, its base classes first. */
  List<Carrier> of(ModuleView view) {
    Map<PythonClass, Place> anchors = new LinkedHashMap<>();
    for (PythonClass type : view.module().scopes().classes()) {
      List<Expr> bases = type.node().bases();
      if (!bases.isEmpty()) {
        Place anchor = Place.of(view.module(), bases.getFirst());
        for (Target base : program.resolver().hierarchy().order(type)) {
          if (base instanceof Target.ClassTarget t && isOfOtherTests(t.type(), view.module())) {
            anchors.putIfAbsent(t.type(), anchor);
          }
        }
      }
    }
    for (CallSite call : view.calls()) {
      if (call.target() instanceof Target.ClassTarget t
          && isOfOtherTests(t.type(), view.module())) {
        anchors.putIfAbsent(t.type(), call.place());
      }
    }
    List<Carrier> carriers = new ArrayList<>();
    Set<Place> told = new LinkedHashSet<>();
    anchors.keySet().forEach(type -> told.add(Place.of(type.module(), type.node())));
    anchors.forEach((type, anchor) -> carrier(type, anchor, told).ifPresent(carriers::add));
    return carriers;
  }

  private boolean isOfOtherTests(PythonClass type, PythonModule module) {
    return type.module() != module && program.isTest(type.module());
  }

  private Optional<Carrier> carrier(PythonClass type, Place anchor, Set<Place> told) {
    Map<String, Replacement> replaced = new LinkedHashMap<>();
    for (Place part : parts(type, told)) {
      for (Replacement r : within(part)) {
        replaced.putIfAbsent(r.original().dottedPath().orElse(r.name()), r);
      }
    }
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(new Carrier(anchor, type, List.copyOf(replaced.values())));
  }

  /**
   * The class itself, and the test classes and functions that its methods use, but for those that
   * are carriers on their own.
   */
  private Set<Place> parts(PythonClass type, Set<Place> told) {
    Set<Place> parts = new LinkedHashSet<>(used(type));
    parts.removeIf(part ->
        told.stream()
            .anyMatch(t ->
                t.module() == part.module() && t.start() <= part.start() && part.end() <= t.end()));
    parts.add(Place.of(type.module(), type.node()));
    return parts;
  }

  /** What the methods of classes use: many test modules derive from the same few. */
  private record Used(Map<PythonClass, Set<Place>> byClass) {}

  private Set<Place> used(PythonClass type) {
    Map<PythonClass, Set<Place>> known =
        program.part(Used.class, "used", (p, key) -> new Used(new ConcurrentHashMap<>())).byClass;
    Set<Place> parts = known.get(type);
    if (parts == null) {
      parts = findUsed(type);
      known.put(type, parts);
    }
    return parts;
  }

  private Set<Place> findUsed(PythonClass type) {
    Set<Place> parts = new LinkedHashSet<>();
    Node node = type.node();
    for (CallSite call : program.view(type.module()).calls()) {
      boolean inside = node.start() <= call.node().start() && call.node().end() <= node.end();
      if (inside && call.target() instanceof Target.ClassTarget t && isTest(t.type().module())) {
        parts.add(Place.of(t.type().module(), t.type().node()));
      } else if (inside
          && call.target() instanceof Target.FunctionTarget t
          && isTest(t.function().module())) {
        parts.add(Place.of(t.function().module(), t.function().node()));
      }
    }
    return parts;
  }

  private boolean isTest(PythonModule module) {
    return program.isTest(module);
  }

  private List<Replacement> within(Place part) {
    return program.part(Replacements.class, replacing, Replacements::new).in(part.module()).stream()
        .filter(r -> part.start() <= r.site().start() && r.site().end() <= part.end())
        .toList();
  }
}
