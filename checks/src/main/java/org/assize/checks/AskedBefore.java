package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether what a function takes for granted of whoever asks was asked before it is reached: by a
 * decorator, or by every caller.
 */
record AskedBefore(ProgramView program) {
  private static final int DEPTH = 3;

  /** Words of questions who somebody is, and of decorators that ask them. */
  private static final Set<String> WHO = Set.of("is-authenticated", "authenticated");

  private static final Set<String> ASKING =
      Set.of("login-required", "logged-in", "signed-in", "authenticated", "require-login");

  /** Returns one place that asks, where all ways to a statement lead through one. */
  Optional<Place> of(String word, Stmt statement, PythonModule module) {
    return NameTerms.endsWith(word, WHO)
        ? module
            .scopes()
            .functionAt(statement.start())
            .flatMap(f -> asked(f, word, DEPTH, new HashSet<>()))
        : Optional.empty();
  }

  private Optional<Place> asked(
      PythonFunction function, String word, int depth, Set<PythonFunction> seen) {
    Optional<Place> here = decorator(function, function.node().decorators());
    if (here.isPresent()) {
      return here;
    }
    if (depth == 0 || !seen.add(function)) {
      return Optional.empty();
    }
    Optional<PythonFunction> around =
        function.module().scopes().functionAt(function.node().start() - 1);
    return around.filter(a -> isReturned(a, function)).isPresent()
        ? allOf(decorated(around.get()))
        : allOf(callers(function, word, depth, seen));
  }

  private static Optional<Place> allOf(List<Optional<Place>> ways) {
    return !ways.isEmpty() && ways.stream().allMatch(Optional::isPresent)
        ? ways.getFirst()
        : Optional.empty();
  }

  private static Optional<Place> decorator(PythonFunction function, List<Expr> decorators) {
    return decorators.stream()
        .filter(d -> NameTerms.speaksOf(NameTerms.last(d), ASKING))
        .findFirst()
        .map(d -> Place.of(function.module(), d));
  }

  /** Whether a function is what a decorator puts in the place of another. */
  private static boolean isReturned(PythonFunction maker, PythonFunction made) {
    return maker.node().body().getLast() instanceof Stmt.Return r
        && r.value() instanceof Expr.Name n
        && n.id().equals(made.name());
  }

  /** Of each function that a decorator stands on, the decorator around it that asks. */
  private List<Optional<Place>> decorated(PythonFunction decorator) {
    List<Optional<Place>> found = new ArrayList<>();
    for (PythonModule module : program.program().mentioning(decorator.name())) {
      if (module.isTemplate() || program.isTest(module)) {
        continue;
      }
      for (PythonFunction function : module.scopes().functions()) {
        List<Expr> all = function.node().decorators();
        for (int i = 0; i < all.size(); i++) {
          if (names(all.get(i), function, decorator)) {
            found.add(decorator(function, all.subList(0, i)));
          }
        }
      }
    }
    return found;
  }

  private boolean names(Expr written, PythonFunction on, PythonFunction decorator) {
    Expr name = written instanceof Expr.Call c ? c.function() : written;
    return program.resolver().resolve(name, on.definedIn())
            instanceof Target.FunctionTarget(PythonFunction named)
        && named == decorator;
  }

  private List<Optional<Place>> callers(
      PythonFunction function, String word, int depth, Set<PythonFunction> seen) {
    List<Optional<Place>> found = new ArrayList<>();
    for (Use use : program.references().of(function)) {
      if (program.isTest(use.module()) || isNoUse(use.kind())) {
        continue;
      }
      Optional<PythonFunction> caller = use.module().scopes().functionAt(use.node().start());
      found.add(
          use.kind() == Use.Kind.CALL
              ? caller.flatMap(
                  c -> leaves(c, word, use.node()).or(() -> asked(c, word, depth - 1, seen)))
              : Optional.empty());
    }
    return found;
  }

  private static boolean isNoUse(Use.Kind kind) {
    return kind != Use.Kind.CALL && kind != Use.Kind.READ;
  }

  /** {@code if not user.is_authenticated: return …} before the call. */
  private static Optional<Place> leaves(PythonFunction caller, String word, Node call) {
    return Inside.all(caller.node().body(), Stmt.If.class).stream()
        .filter(s -> s.end() <= call.start() && s.test() instanceof Expr.UnaryOp)
        .filter(s -> Inside.mentions(List.of(s.test()), word) || asks(s.test(), word))
        .filter(s ->
            s.body().getLast() instanceof Stmt.Return || s.body().getLast() instanceof Stmt.Raise)
        .findFirst()
        .map(s -> Place.of(caller.module(), s.test()));
  }

  private static boolean asks(Expr test, String word) {
    return Inside.any(List.of(test), Expr.Attribute.class, a -> a.attribute().equals(word));
  }
}
