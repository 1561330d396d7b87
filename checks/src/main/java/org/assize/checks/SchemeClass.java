package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;

/**
 * One of several classes below a common one that do the same thing in different ways, none of which
 * the program makes by its name: which one it is, a configuration or stored data decides.
 */
record SchemeClass(ProgramView program, ModuleView view) {
  /** So many others beside it make it a choice. */
  private static final int OTHERS = 2;

  /** Returns the class around a place, if it is such a one. */
  Optional<Surroundings.Named> around(Expr place) {
    Optional<PythonFunction> method = view.module().scopes().functionAt(place.start());
    Optional<PythonClass> type = method.flatMap(PythonFunction::owner);
    return type.filter(c -> isOneOfMany(c, method.get().name()) && !isMade(c))
        .map(c -> new Surroundings.Named(c.name(), Place.ofName(c)));
  }

  private boolean isOneOfMany(PythonClass type, String method) {
    return program.resolver().hierarchy().order(type).stream()
            .skip(1)
            .flatMap(b ->
                b instanceof Target.ClassTarget c
                    ? program.resolver().hierarchy().descendants(c.type()).stream()
                    : Stream.<PythonClass>empty())
            .filter(other -> other != type && has(other, method) && !program.isTest(other.module()))
            .distinct()
            .count()
        >= OTHERS;
  }

  private static boolean has(PythonClass type, String method) {
    return type.methods().stream().anyMatch(m -> m.name().equals(method));
  }

  private boolean isMade(PythonClass type) {
    List<Use> uses = program.references().of(type);
    return uses.stream().anyMatch(u -> u.kind() == Use.Kind.CALL && !program.isTest(u.module()));
  }
}
