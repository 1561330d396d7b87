package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Settings that are not those with which a program is deployed: a file that no import can name is
 * there to be copied, and a module that ends with taking all names of one which whoever deploys the
 * program must write takes its values from there.
 */
record ReplacedSettings(Check check) {
  /** Words of what only one site has. */
  private static final Set<String> LOCAL =
      Set.of("local", "localsettings", "override", "overrides", "private", "site");

  /** What modules of such settings are called everywhere. */
  private static final Set<String> FILES =
      Set.of("local-settings", "settings-local", "localsettings", "private-settings");

  /** Returns what shows it of a value that a module sets. */
  Optional<Finding.Evidence> of(Expr value) {
    return copied().or(() -> givenLater(value)).or(() -> skeleton(value));
  }

  /**
   * {@code exec(open("local_settings.py").read())}, {@code from .local_settings import *} behind a
   * value of the module: whoever deploys the program fills it in there.
   */
  Optional<Finding.Evidence> skeleton(Node value) {
    ModuleView view = check.view();
    return isOfModule(value)
        ? Stream.concat(
                view.all(Expr.Call.class).stream().filter(this::runsLocal),
                view.all(Stmt.ImportFrom.class).stream().filter(this::takesLocal))
            .filter(n -> n.start() > value.end() && isOfModule(n))
            .findFirst()
            .map(n ->
                new Finding.Evidence(
                    Place.of(view.module(), n), "what stands in a file of the site comes after it"))
        : Optional.empty();
  }

  /** A call of {@code exec} with what is read from a file that is called local. */
  private boolean runsLocal(Expr.Call call) {
    if (!(call.function() instanceof Expr.Name n) || !n.id().equals("exec")) {
      return false;
    }
    Node around = check.view().statement(call);
    Optional<Node> opened = check.view().parent(around).filter(s -> s instanceof Stmt.With);
    return Inside.any(
        List.of(opened.orElse(around)),
        Expr.Str.class,
        s -> s.value().endsWith(".py") && NameTerms.speaksOf(s.value(), LOCAL));
  }

  /** A module that is called local and does not stand in the tree. */
  private boolean takesLocal(Stmt.ImportFrom from) {
    String module = from.module() == null ? "" : from.module();
    return takesAll(from)
        && NameTerms.speaksOf(module.substring(module.lastIndexOf('.') + 1), FILES)
        && !isInTree(from, module);
  }

  private boolean isOfModule(Node node) {
    return check.view().module().scopes().functionAt(node.start()).isEmpty()
        && check.view().module().scopes().classes().stream()
            .noneMatch(c -> c.node().start() <= node.start() && node.end() <= c.node().end());
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
    return isOfModule(value)
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
    return isOfProgram && !isInTree(from, module);
  }

  private boolean isInTree(Stmt.ImportFrom from, String module) {
    return check
        .program()
        .program()
        .absolute(check.view().module(), from.level(), module)
        .map(n -> check.program().resolver().dotted(n, check.view().module()))
        .filter(t -> t instanceof Target.ModuleTarget)
        .isPresent();
  }

  private static String top(String dotted) {
    return dotted.substring(0, dotted.indexOf('.'));
  }
}
