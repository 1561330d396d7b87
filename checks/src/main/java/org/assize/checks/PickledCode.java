package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds classes that tell a loader to run a command or code in their place.
 *
 * @param methods names of the methods by which an object says how it is loaded
 * @param runners dotted names of functions that run what they are given
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what runs
 */
public record PickledCode(Set<String> methods, Set<String> runners, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public PickledCode {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.FunctionDef method : check.view().all(Stmt.FunctionDef.class)) {
      if (methods.contains(method.name())) {
        for (Stmt.Return s : Inside.all(method.body(), Stmt.Return.class)) {
          if (s.value() instanceof Expr.Tuple tuple && !tuple.elements().isEmpty()) {
            returned(check, tuple.elements().getFirst());
          }
        }
      }
    }
  }

  private void returned(Check check, Expr runner) {
    Target target = check.program().resolver().resolve(runner, check.view().module());
    String path = target.dottedPath().orElse("");
    if (runners.contains(path)) {
      check.report(
          check
              .present(Place.of(check.view().module(), runner))
              .saying(
                  new Sentences(say)
                      .fill(
                          check.inTest() ? "test" : "present",
                          "name",
                          Wording.written(runner, check.view()))));
    }
  }
}
