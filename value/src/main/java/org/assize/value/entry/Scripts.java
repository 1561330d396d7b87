package org.assize.value.entry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.Span;
import org.assize.facts.Control;
import org.assize.ir.Body;
import org.assize.program.Program;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.resources.ProjectFile;
import org.assize.resources.ProjectFile.EntryPoint;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.value.entry.Entry.Kind;

/** Commands and plug-ins that a project declares, and modules that are run as programs. */
final class Scripts {
  private final Tree tree;

  Scripts(Tree tree) {
    this.tree = tree;
  }

  /** Returns the entries that a project file declares. */
  List<Entry> declared(Declaration declaration) {
    List<Entry> found = new ArrayList<>();
    for (EntryPoint point : declaration.points()) {
      body(point)
          .ifPresent(body -> {
            boolean isCommand =
                point.group().equals("console_scripts") || point.group().equals("gui_scripts");
            Route route =
                new Route(
                    declaration.path(),
                    new Span(0, 0),
                    "%s: %s = %s".formatted(point.group(), point.name(), target(point)));
            found.add(
                new Entry(
                    body,
                    Kind.SCRIPT,
                    isCommand ? Control.OPERATOR : Control.CALLER,
                    tree.roleAt(body),
                    isCommand ? point.name() : "",
                    "",
                    route));
          });
    }
    return found;
  }

  private static String target(EntryPoint point) {
    return point.object().isEmpty() ? point.module() : point.module() + ":" + point.object();
  }

  /** Returns the function, constructor or module that a declaration names. */
  private Optional<Integer> body(EntryPoint point) {
    Optional<PythonModule> module = module(point.module());
    if (module.isEmpty() || point.object().isEmpty()) {
      return module.flatMap(m -> tree.bodies().of(m));
    }
    Target target = new Target.ModuleTarget(module.get());
    for (String name : point.object().split("\\.", -1)) {
      target = tree.resolver().member(target, name);
    }
    return switch (target) {
      case Target.FunctionTarget f -> tree.bodies().of(f.function());
      case Target.ClassTarget c ->
          tree.resolver()
              .hierarchy()
              .method(c.type(), "__init__")
              .flatMap(init -> tree.bodies().of(init));
      default -> Optional.empty();
    };
  }

  private Optional<PythonModule> module(String name) {
    Program program = tree.resolver().program();
    return program.modules().stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** Returns the entry that a module is when it is run as a program. */
  List<Entry> in(PythonModule module) {
    Optional<Stmt> guard = module.tree().body().stream().filter(Scripts::isMainGuard).findFirst();
    boolean isMain = module.name().equals("__main__") || module.name().endsWith(".__main__");
    if (guard.isEmpty() && !isMain) {
      return List.of();
    }
    Optional<Integer> body = tree.bodies().of(module);
    Route route =
        guard
            .map(g -> tree.route(module, new Span(g.start(), firstLineEnd(module, g))))
            .orElseGet(
                () -> new Route(module.path(), new Span(0, 0), "python -m " + around(module)));
    return body.stream()
        .map(b ->
            new Entry(
                b,
                Kind.SCRIPT,
                Control.OPERATOR,
                tree.roleAt(b),
                isMain ? "python -m " + around(module) : "python " + module.path(),
                "",
                route))
        .toList();
  }

  private static String around(PythonModule main) {
    int dot = main.name().lastIndexOf('.');
    return dot < 0 ? main.path() : main.name().substring(0, dot);
  }

  private static int firstLineEnd(PythonModule module, Stmt guard) {
    String line = module.text().line(module.lineOf(guard));
    return Math.min(guard.end(), module.text().lineStart(module.lineOf(guard)) + line.length());
  }

  private static boolean isMainGuard(Stmt statement) {
    return statement instanceof Stmt.If s
        && s.test() instanceof Expr.Compare c
        && c.ops().equals(List.of(CompareOperator.EQ))
        && (isMainTest(c.left(), c.comparators().get(0))
            || isMainTest(c.comparators().get(0), c.left()));
  }

  private static boolean isMainTest(Expr name, Expr text) {
    return name instanceof Expr.Name n
        && n.id().equals("__name__")
        && text instanceof Expr.Str s
        && s.value().equals("__main__");
  }

  /** Returns what the {@code setup} calls of a body declare. */
  List<Entry> inSetup(int body) {
    List<Entry> found = new ArrayList<>();
    Body code = tree.body(body);
    for (SetupCall call : SetupCall.in(tree, body)) {
      ProjectFile declared =
          ProjectFile.entryPointsTxt(call.text().getBytes(StandardCharsets.UTF_8));
      found.addAll(declared(new Declaration(code.module().path(), declared.entryPoints())));
    }
    return found;
  }
}
