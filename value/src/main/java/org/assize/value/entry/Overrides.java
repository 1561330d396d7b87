package org.assize.value.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.StandardLibrary;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.value.entry.Entry.Kind;

/**
 * Methods that a class outside the tree calls on its subclasses. Facts name them, and the index of
 * the standard library tells which methods its classes have. Of other absent classes nothing is
 * known but this: a method that no code of the tree calls was not written for nobody.
 */
final class Overrides {
  /** How the compiler of gRPC ends the name of the class whose methods clients call. */
  private static final String SERVICE = "Servicer";

  /** Methods of views that are passed the parts of an address (Django, "Class-based views"). */
  private static final Set<String> ANSWERING =
      Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace", "dispatch");

  private final Tree tree;
  private final TestCode tests;
  private final CallGraph calls;
  private final PatternRoutes patterns;
  private final RouteTree routes;

  Overrides(Tree tree, TestCode tests, CallGraph calls, RouteTree routes) {
    this.tree = tree;
    this.tests = tests;
    this.calls = calls;
    this.routes = routes;
    patterns = new PatternRoutes(tree);
  }

  List<Entry> in(PythonModule module) {
    List<Entry> found = new ArrayList<>();
    for (PythonClass type : module.scopes().classes()) {
      List<String> outside = tree.resolver().hierarchy().outsideAncestors(type);
      List<String> all = ancestors(type);
      if (!all.isEmpty() && !tests.isTest(type)) {
        for (PythonFunction method : type.methods()) {
          known(method, all)
              .or(() -> overridden(method, outside))
              .ifPresent(base -> add(method, base, found));
        }
      }
    }
    return found;
  }

  /**
   * What a method overrides.
   *
   * @param given the parameters that the class itself determines
   */
  private record Overridden(String base, Control control, Set<String> given) {}

  /** All ancestors: facts know a class also where the tree is its library. */
  private List<String> ancestors(PythonClass type) {
    List<Target> order = tree.resolver().hierarchy().order(type);
    return order.subList(1, order.size()).stream().flatMap(t -> t.dottedPath().stream()).toList();
  }

  private Optional<Overridden> known(PythonFunction method, List<String> bases) {
    for (String base : bases) {
      List<Fact.Entry> facts = tree.facts().overridden(base, method.name());
      if (!facts.isEmpty()) {
        return Optional.of(new Overridden(base, facts.get(0).control(), given(method, facts)));
      }
    }
    return Optional.empty();
  }

  /** Parameters that no fact speaks of, where each speaks of some. */
  private static Set<String> given(PythonFunction method, List<Fact.Entry> facts) {
    int first = method.receiver().isPresent() ? 1 : 0;
    Set<String> others = new HashSet<>();
    for (int k = first; k < method.parameters().size(); k++) {
      String name = method.parameters().get(k).name();
      int position = k - first;
      if (facts.stream().noneMatch(f -> speaksOf(f.slot(), position, name))) {
        others.add(name);
      }
    }
    return others;
  }

  private static boolean speaksOf(Slot slot, int position, String name) {
    return switch (slot) {
      case Slot.Argument a -> a.position() == position || a.keyword().equals(name);
      case Slot.Rest r -> position >= r.position();
      default -> true;
    };
  }

  private Optional<Overridden> overridden(PythonFunction method, List<String> bases) {
    String name = method.name();
    if (name.startsWith("__")) {
      return Optional.empty(); // Python calls it, whatever the base is
    }
    for (String base : bases) {
      boolean overrides = tree.isStandard(base) ? isMethod(base, name) : isLeftToOthers(method);
      if (overrides) {
        Control control = base.endsWith(SERVICE) ? Control.REMOTE : Control.CALLER;
        return Optional.of(new Overridden(base, control, Set.of()));
      }
    }
    return Optional.empty();
  }

  private boolean isMethod(String base, String name) {
    return tree.library()
        .kind(base + "." + name)
        .filter(kind -> kind == StandardLibrary.Kind.METHOD)
        .isPresent();
  }

  /** Whether nothing in the tree calls a method; a private one, not even by mentioning its name. */
  private boolean isLeftToOthers(PythonFunction method) {
    Optional<Integer> body = tree.bodies().of(method);
    boolean isCalled = body.filter(calls::isCalled).isPresent();
    return body.isPresent()
        && !isCalled
        && !(method.name().startsWith("_") && calls.isMentioned(method.name()));
  }

  /** A method that answers requests has the addresses of its class, each for itself. */
  private void add(PythonFunction method, Overridden overridden, List<Entry> to) {
    boolean answers = overridden.control() == Control.REMOTE && ANSWERING.contains(method.name());
    Set<String> addresses = answers ? routes.of(method) : Set.of();
    if (addresses.isEmpty()) {
      add(method, overridden, patterns.of(method, overridden.base()), to);
    }
    addresses.forEach(address -> add(method, overridden, address, to));
  }

  private void add(PythonFunction method, Overridden overridden, String address, List<Entry> to) {
    String text = overridden.base() + "." + method.name();
    tree.bodies()
        .of(method)
        .ifPresent(body ->
            to.add(
                new Entry(
                    body,
                    Kind.OVERRIDE,
                    overridden.control(),
                    tree.roleAt(body),
                    address,
                    text,
                    Tree.head(method, text),
                    overridden.given())));
  }
}
