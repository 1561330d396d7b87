package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Which views a program gives an address. Where other modules name the views of a module one by
 * one, a view that nothing names has none: it is a base of others, or left over.
 */
record RoutedViews(ProgramView program) {
  /** So many views of a module that are named tell how it is done there. */
  private static final int MANY = 2;

  /** Returns the views of a module without those that have no address. */
  List<PythonClass> of(List<PythonClass> views) {
    return views.stream().filter(v -> !isLeftOut(v, views)).toList();
  }

  /** Whether a view is never named, though others of its module are. */
  private boolean isLeftOut(PythonClass type, List<PythonClass> views) {
    return type.node().decorators().isEmpty()
        && !isNamed(type)
        && views.stream().filter(v -> v != type && isNamedElsewhere(v)).count() >= MANY;
  }

  private boolean isNamed(PythonClass type) {
    return program.references().of(type).stream().anyMatch(u -> isRouting(u, type))
        || program.references().named(type.name()).stream()
            .anyMatch(u -> u.kind() == Use.Kind.STRING);
  }

  private boolean isNamedElsewhere(PythonClass type) {
    PythonModule home = type.module();
    return program.references().of(type).stream()
        .anyMatch(u -> u.module() != home && isRouting(u, type));
  }

  /** A use outside of tests that is more than to import it or to derive from it. */
  private boolean isRouting(Use use, PythonClass type) {
    if (Set.of(Use.Kind.IMPORT, Use.Kind.DEFINITION).contains(use.kind())
        || program.isTest(use.module())) {
      return false;
    }
    Node around = program.view(use.module()).parent(use.node()).orElse(use.node());
    boolean isWithin =
        use.module() == type.module()
            && type.node().start() <= use.node().start()
            && use.node().end() <= type.node().end();
    return !isWithin && !(around instanceof Stmt.ClassDef);
  }
}
