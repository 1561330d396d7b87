package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.base.Span;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.value.entry.Entry.Kind;

/**
 * What a test framework collects: methods of test cases, and in test modules functions and methods
 * named {@code test…}.
 */
final class TestCode {
  /** Methods that frameworks run around tests (unittest, pytest, nose). */
  private static final Set<String> AROUND =
      Set.of(
          "setUp",
          "tearDown",
          "setUpClass",
          "tearDownClass",
          "asyncSetUp",
          "asyncTearDown",
          "setup_method",
          "teardown_method",
          "setup_class",
          "teardown_class",
          "runTest");

  private static final Set<String> AROUND_MODULES =
      Set.of("setUpModule", "tearDownModule", "setup_module", "teardown_module", "load_tests");

  private final Tree tree;

  TestCode(Tree tree) {
    this.tree = tree;
  }

  /** Whether a class is a test case or a fixture by one of its bases. */
  boolean isTest(PythonClass type) {
    return tree.resolver().hierarchy().outsideAncestors(type).stream().anyMatch(this::isTestBase);
  }

  private boolean isTestBase(String path) {
    return tree.facts().at(path, Fact.RoleEvidence.class).stream()
        .anyMatch(f -> f.slot() == Slot.Fixed.BASE && f.role() == CodeRole.TEST);
  }

  List<Entry> in(PythonModule module) {
    List<Entry> found = new ArrayList<>();
    boolean isTestModule = tree.roles().isTest(module);
    for (PythonFunction function : module.scopes().functions()) {
      boolean isMethod = function.owner().isPresent();
      boolean collected =
          isMethod
              ? isCollected(function, function.owner().orElseThrow(), isTestModule)
              : isTestModule
                  && function.definedIn().kind() == Scope.Kind.MODULE
                  && (function.name().startsWith("test")
                      || AROUND_MODULES.contains(function.name()));
      if (collected) {
        tree.bodies().of(function).ifPresent(body -> found.add(entry(body, function)));
      }
    }
    return found;
  }

  private boolean isCollected(PythonFunction method, PythonClass owner, boolean isTestModule) {
    boolean named = method.name().startsWith("test") || AROUND.contains(method.name());
    return named && (isTest(owner) || (isTestModule && owner.name().startsWith("Test")));
  }

  private static Entry entry(int body, PythonFunction function) {
    Span name = Tree.nameOf(function);
    Route route =
        new Route(function.module().path(), name, "collected by its name: " + function.name());
    return new Entry(body, Kind.TEST, Control.CONSTANT, CodeRole.TEST, "", "", route);
  }
}
