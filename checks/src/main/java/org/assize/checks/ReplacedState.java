package org.assize.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Variables of production classes and modules to which tests give values of their own; many of one
 * class or module are told together.
 *
 * @param controls names of functions that decide about access: they are another weakness
 */
record ReplacedState(Check check, NameWords controls) {
  /** So many names of one owner are told one by one. */
  private static final int EACH = 3;

  void report(List<Replacement> replaced) {
    Map<String, List<Replacement>> groups = new LinkedHashMap<>();
    for (Replacement r : replaced) {
      if (r.isState() && !controls.speaksIn(r.name()) && !reads(r).isEmpty()) {
        String owner = r.owner().flatMap(Target::dottedPath).orElse("");
        groups.computeIfAbsent(owner, k -> new ArrayList<>()).add(r);
      }
    }
    groups.values().forEach(this::told);
  }

  private void told(List<Replacement> group) {
    List<String> names = group.stream().map(Replacement::cited).distinct().toList();
    if (names.size() <= EACH) {
      for (String name : names) {
        told(group.stream().filter(r -> r.cited().equals(name)).toList(), name);
      }
    } else {
      told(group, Wording.list(names));
    }
  }

  private void told(List<Replacement> group, String names) {
    Replacement first = group.getFirst();
    List<Place> reads = reads(first);
    boolean one = group.stream().map(Replacement::name).distinct().count() == 1;
    String message =
        "Production's own %s %s not tried: the tests set %s; production reads %s %s."
            .formatted(
                names,
                one ? "is" : "are",
                one ? "it" : "them",
                one ? "it" : first.name(),
                Wording.timesAt(reads));
    for (Replacement r : group) {
      Finding.Builder finding =
          Finding.caution(check.weakness(), r.site(), Reason.TEST_CODE)
              .step(r.site(), "replaces " + r.name());
      reads.stream().limit(2).forEach(p -> finding.step(p, "production reads " + first.name()));
      check.report(finding.saying(message));
    }
  }

  /**
   * Where production reads the variable: by a name that means it, by the receiver in a method of
   * its class, or, where nothing else in production writes the name, of whatever object.
   */
  private List<Place> reads(Replacement replaced) {
    ProgramView program = check.program();
    List<Use> production =
        program.references().named(replaced.name()).stream()
            .filter(u -> !program.isTest(u.module()))
            .toList();
    boolean alone =
        production.stream()
            .filter(u -> u.kind() == Use.Kind.WRITE || u.kind() == Use.Kind.DEFINITION)
            .allMatch(u -> isOwn(u, replaced) || means(u, replaced));
    return production.stream()
        .filter(u -> u.kind() == Use.Kind.READ || u.kind() == Use.Kind.CALL)
        .filter(u -> means(u, replaced) || isOwn(u, replaced) || (alone && isOpen(u)))
        .map(Place::ofName)
        .toList();
  }

  private boolean means(Use use, Replacement replaced) {
    Target target = check.program().references().target(use).orElse(Target.Unknown.UNKNOWN);
    boolean sameVariable =
        target instanceof Target.VariableTarget v
            && replaced.original() instanceof Target.VariableTarget r
            && v.symbol() == r.symbol();
    return sameVariable
        || (use.node() instanceof Expr.Attribute a
            && replaced.owner().orElse(null) instanceof Target.ClassTarget owner
            && check.program().resolver().resolve(a.value(), use.module())
                instanceof Target.ClassTarget t
            && isBelow(t.type(), owner.type()))
        || (use.node() instanceof Expr.Attribute m
            && replaced.owner().orElse(null) instanceof Target.ModuleTarget owner
            && check.program().resolver().resolve(m.value(), use.module()).equals(owner));
  }

  /** {@code self.name} in a method of the class or of one below it; the name in its own body. */
  private boolean isOwn(Use use, Replacement replaced) {
    if (!(replaced.owner().orElse(null) instanceof Target.ClassTarget owner)) {
      return false;
    }
    if (use.node() instanceof Expr.Attribute a) {
      Optional<PythonFunction> method = use.module().scopes().functionAt(a.start());
      return a.value() instanceof Expr.Name n
          && method.flatMap(PythonFunction::receiver).filter(n.id()::equals).isPresent()
          && method
              .flatMap(PythonFunction::owner)
              .filter(t -> isBelow(t, owner.type()))
              .isPresent();
    }
    Node body = owner.type().node();
    return use.module() == owner.type().module()
        && body.start() <= use.node().start()
        && use.node().end() <= body.end();
  }

  private boolean isOpen(Use use) {
    return use.node() instanceof Expr.Attribute
        && check.program().references().target(use).orElse(Target.Unknown.UNKNOWN)
            instanceof Target.Unknown;
  }

  private boolean isBelow(PythonClass type, PythonClass owner) {
    return check.program().resolver().hierarchy().ownOrder(type).contains(owner);
  }
}
