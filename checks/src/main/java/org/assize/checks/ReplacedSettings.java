package org.assize.checks;

import java.util.Optional;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Settings that are not those with which a program is deployed: a file that no import can name is
 * there to be copied, and a module that ends with taking all names of one which whoever deploys the
 * program must write takes its values from there.
 */
record ReplacedSettings(Check check) {
  /** Returns what shows it of a value that a module sets. */
  Optional<Finding.Evidence> of(Expr value) {
    return copied().or(() -> givenLater(value));
  }

  /** {@code settings.example.py}: the dot in its name keeps every import from finding it. */
  private Optional<Finding.Evidence> copied() {
    String path = check.view().module().path();
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".py") && file.indexOf('.') < file.length() - 3
        ? Optional.of(
            new Finding.Evidence(
                new Place(check.view().module(), 0, 0),
                "no import can name this file: it is copied"))
        : Optional.empty();
  }

  /**
   * {@code from .local import *}, last and without a way around it; the tree has no such module.
   */
  private Optional<Finding.Evidence> givenLater(Expr value) {
    boolean isOfModule =
        check.view().module().scopes().functionAt(value.start()).isEmpty()
            && check.view().module().scopes().classes().stream()
                .noneMatch(c -> c.node().start() <= value.start() && value.end() <= c.node().end());
    return isOfModule
        ? check.view().module().tree().body().stream()
            .filter(s -> s instanceof Stmt.ImportFrom from && takesAll(from))
            .filter(s -> s.start() > value.end() && isMissing((Stmt.ImportFrom) s))
            .findFirst()
            .map(s ->
                new Finding.Evidence(
                    Place.of(check.view().module(), s),
                    "whoever deploys the program must set it there"))
        : Optional.empty();
  }

  private static boolean takesAll(Stmt.ImportFrom from) {
    return from.names().stream().anyMatch(a -> a.name().equals("*"));
  }

  /** Whether it names a module of the program that is not in the tree. */
  private boolean isMissing(Stmt.ImportFrom from) {
    String own = check.view().module().name();
    String module = from.module() == null ? "" : from.module();
    boolean isOfProgram =
        from.level() > 0 || (own.contains(".") && module.startsWith(top(own) + "."));
    Optional<String> named =
        check.program().program().absolute(check.view().module(), from.level(), module);
    return isOfProgram
        && named
            .map(n -> check.program().resolver().dotted(n, check.view().module()))
            .filter(t -> t instanceof Target.ModuleTarget)
            .isEmpty();
  }

  private static String top(String dotted) {
    return dotted.substring(0, dotted.indexOf('.'));
  }
}
