package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds {@code while} loops that compare local values which nothing in the loop changes, and that
 * nothing leaves: once entered, they never end.
 *
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is tested
 */
public record EndlessLoop(Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public EndlessLoop {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.While loop : check.view().all(Stmt.While.class)) {
      Optional<PythonFunction> function = check.view().module().scopes().functionAt(loop.start());
      if (function.isPresent() && isFixed(loop, function.get()) && !isLeft(loop)) {
        Place place = Place.of(check.view().module(), loop.test());
        String tested = Wording.written(loop.test(), check.view());
        check.report(
            check
                .present(place)
                .step(
                    Place.of(check.view().module(), loop.body().getFirst()),
                    "nothing in the loop changes what " + tested + " compares")
                .saying(
                    new Sentences(say).fill(check.inTest() ? "test" : "present", "name", tested)));
      }
    }
  }

  /** A comparison of names of this function, and of numbers, none of which the loop mentions. */
  private static boolean isFixed(Stmt.While loop, PythonFunction function) {
    if (!(loop.test() instanceof Expr.Compare compare) || !loop.orelse().isEmpty()) {
      return false;
    }
    List<Expr> sides = new ArrayList<>(compare.comparators());
    sides.add(compare.left());
    List<Expr.Name> names = new ArrayList<>();
    for (Expr side : sides) {
      if (side instanceof Expr.Name name) {
        names.add(name);
      } else if (!(side instanceof Expr.Int)) {
        return false;
      }
    }
    return !names.isEmpty() && names.stream().allMatch(n -> isUntouched(n, loop, function));
  }

  private static boolean isUntouched(Expr.Name name, Stmt.While loop, PythonFunction function) {
    Scope body = function.body();
    return body.local(name.id()).isPresent()
        && body.children().isEmpty()
        && !Inside.mentions(loop.body(), name.id());
  }

  private static boolean isLeft(Stmt.While loop) {
    List<Stmt> body = loop.body();
    return Inside.any(body, Node.class, EndlessLoop::leaves);
  }

  private static boolean leaves(Node node) {
    return switch (node) {
      case Stmt.Return _, Stmt.Break _, Stmt.Raise _, Stmt.Assert _ -> true;
      case Expr.Yield _, Expr.YieldFrom _, Expr.Await _ -> true;
      case Expr.Call call ->
          (call.function() instanceof Expr.Attribute a && a.attribute().contains("exit"))
              || (call.function() instanceof Expr.Name n
                  && (n.id().contains("exit") || n.id().equals("next") || n.id().equals("exec")));
      default -> false;
    };
  }
}
