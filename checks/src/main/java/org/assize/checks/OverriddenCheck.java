package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Methods by which a library asks a class of the program whether something is allowed, and which
 * allow everything.
 *
 * @param methods dotted names of the methods, by the base class of the library
 * @param onlyWith names of which the class mentions one where the check matters; none where it
 *     always does
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the method
 */
public record OverriddenCheck(Set<String> methods, Set<String> onlyWith, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public OverriddenCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonClass type : check.view().module().scopes().classes()) {
      for (PythonFunction method : type.methods()) {
        overridden(type, method, check)
            .filter(base -> acceptsAll(LiveStatements.of(method.node())) && matters(type))
            .ifPresent(base -> report(check, method, base));
      }
    }
  }

  /** Whether anything in the class rests on who the browser says that it is. */
  private boolean matters(PythonClass type) {
    return onlyWith.isEmpty()
        || type.methods().stream()
            .flatMap(m -> Stream.concat(m.node().body().stream(), m.node().decorators().stream()))
            .anyMatch(node ->
                Inside.any(
                        List.of(node), Expr.Attribute.class, a -> onlyWith.contains(a.attribute()))
                    || Inside.any(List.of(node), Expr.Name.class, n -> onlyWith.contains(n.id())));
  }

  private Optional<String> overridden(PythonClass type, PythonFunction method, Check check) {
    return check.program().resolver().hierarchy().order(type).stream()
        .filter(t -> t instanceof Target.External)
        .map(t -> check.program().facts().canonical(((Target.External) t).path()))
        .map(path -> path + "." + method.name())
        .filter(methods::contains)
        .findFirst();
  }

  /** Nothing is asked and nothing raised on the way to its one end. */
  private static boolean acceptsAll(List<Stmt> body) {
    return body.stream()
        .allMatch(s ->
            switch (s) {
              case Stmt.Pass _ -> true;
              case Stmt.ExprStmt e -> e.value() instanceof Expr.Str || isPlainCall(e.value());
              case Stmt.Return r ->
                  r.value() == null
                      || r.value() instanceof Expr.None
                      || (r.value() instanceof Expr.Bool b && b.value());
              default -> false;
            });
  }

  /** A line for a log, a key that is kept; not the method of the base class, which may refuse. */
  private static boolean isPlainCall(Expr e) {
    return e instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && !Inside.mentions(List.of(a), "super");
  }

  private void report(Check check, PythonFunction method, String base) {
    Stmt end = method.node().body().getLast();
    check.report(
        check
            .present(Place.of(check.view().module(), end))
            .step(Place.ofName(method), "asked by the library in place of its own check")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", base)));
  }
}
