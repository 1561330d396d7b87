package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;

/** Methods of what keeps sessions that make the identifier of a new one. */
final class SessionMaker {
  private static final Set<String> SESSIONS = Set.of("session", "sessions");

  private static final Set<String> MADE = Set.of("id", "sid", "key", "identifier");

  private SessionMaker() {}

  /** Whether a value is what such a method returns. */
  static boolean isOf(Destination made, Check check) {
    if (made.kind() != Destination.Kind.RETURNED || !NameTerms.endsWith(made.name(), MADE)) {
      return false;
    }
    Optional<PythonFunction> method =
        check.view().module().scopes().functionAt(made.node().start());
    return method.flatMap(PythonFunction::owner).stream()
        .flatMap(type -> classes(type, check))
        .anyMatch(name -> NameTerms.speaksOf(name, SESSIONS));
  }

  private static Stream<String> classes(PythonClass type, Check check) {
    return check.program().resolver().hierarchy().ownOrder(type).stream().map(PythonClass::name);
  }
}
