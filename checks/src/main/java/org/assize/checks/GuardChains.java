package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.program.PythonFunction;
import org.assize.program.Use;

/** What guards of a program ask before they ask more: who somebody is, before what they may do. */
record GuardChains(GuardWords words, Check check) {
  /** Returns the guards that stand inside of one, by its name with the sign of a decorator. */
  Set<String> before(String guard) {
    String name = guard.substring(Math.max(guard.lastIndexOf('.'), guard.indexOf('@')) + 1);
    return guard.startsWith("@")
        ? check.program().references().named(name).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .flatMap(u -> definition(u).stream())
            .flatMap(f -> inside(f).stream())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static Optional<PythonFunction> definition(Use use) {
    return use.module().scopes().functionOf(use.node());
  }

  private Set<String> inside(PythonFunction guard) {
    GuardedCode code =
        new GuardedCode(words, check.program(), check.program().view(guard.module()));
    return guard.module().scopes().functions().stream()
        .filter(f -> f != guard)
        .filter(
            f -> guard.node().start() <= f.node().start() && f.node().end() <= guard.node().end())
        .flatMap(f -> code.guards(f).stream())
        .collect(Collectors.toSet());
  }
}
