package org.assize.review;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Syntax;
import org.assize.program.Use;
import org.assize.syntax.Stmt;

/**
 * What a module of a package does when it is started by itself. Where others import it, they use it
 * otherwise: it tries itself out, makes tables for its authors, or serves whoever develops it.
 */
record OwnStart(ProgramView program) {
  /** What modules are called that are started as they are. */
  private static final Set<String> STARTED =
      Set.of(
          "main", "app", "server", "run", "cli", "start", "serve", "web", "api", "manage", "bot");

  /** What modules are called by which servers and interpreters start a program. */
  private static final Set<String> ENTRIES = Set.of("wsgi", "asgi", "__main__");

  /** Returns what shows it of a place. */
  Optional<Finding.Evidence> around(Place place) {
    PythonModule module = place.module();
    if (!module.name().contains(".") || ENTRIES.contains(last(module)) || !isUsed(module)) {
      return Optional.empty();
    }
    for (Stmt statement : module.tree().body()) {
      if (statement instanceof Stmt.If s && Syntax.isMainGuard(s.test()) && runs(s.body(), place)) {
        return Optional.of(
            new Finding.Evidence(
                Place.of(module, s.test()), "it runs only when this module is started by itself"));
      }
    }
    return Optional.empty();
  }

  /** Whether others import a module, and start it by another one if its name is that of a start. */
  private boolean isUsed(PythonModule module) {
    boolean isStart = STARTED.contains(last(module));
    return program.imports().importersOf(module).keySet().stream()
        .filter(m -> !program.isTest(m))
        .anyMatch(m -> !isStart || ENTRIES.contains(last(m)));
  }

  private static String last(PythonModule module) {
    return module.name().substring(module.name().lastIndexOf('.') + 1);
  }

  private boolean runs(List<Stmt> body, Place place) {
    return contains(body, place.start())
        || (STARTED.contains(last(place.module()))
            && place
                .module()
                .scopes()
                .functionAt(place.start())
                .filter(f -> isCalledIn(f, body))
                .isPresent());
  }

  private boolean isCalledIn(PythonFunction function, List<Stmt> body) {
    List<Use> uses =
        program.references().of(function).stream()
            .filter(u -> u.kind() != Use.Kind.DEFINITION && !program.isTest(u.module()))
            .toList();
    return !uses.isEmpty()
        && uses.stream()
            .allMatch(u -> u.module() == function.module() && contains(body, u.node().start()));
  }

  private static boolean contains(List<Stmt> body, int offset) {
    return body.getFirst().start() <= offset && offset < body.getLast().end();
  }
}
