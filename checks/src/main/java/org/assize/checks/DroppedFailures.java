package org.assize.checks;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Handlers that catch everything and do nothing, in methods of the classes that tests are about: a
 * test does not notice what fails there.
 *
 * @param broadTypes dotted names of the exceptions that nearly everything derives from
 */
public record DroppedFailures(Set<String> broadTypes) implements Detector {
  @Override
  public void review(Check check) {
    Optional<TestedModule> about = TestedModule.of(check);
    if (about.isPresent()) {
      Check there = check.in(about.get().module());
      for (Stmt.Try attempt : there.view().all(Stmt.Try.class)) {
        for (Node.ExceptHandler handler : attempt.handlers()) {
          if (SwallowedException.isBroad(there, handler, broadTypes)
              && SwallowedException.doesNothing(handler)) {
            dropped(attempt, handler, about.get(), there);
          }
        }
      }
    }
  }

  private static void dropped(
      Stmt.Try attempt, Node.ExceptHandler handler, TestedModule about, Check there) {
    about
        .classes()
        .forEach((type, at) ->
            type.methods().stream()
                .filter(m -> m.node().start() <= attempt.start() && attempt.end() <= m.node().end())
                .findFirst()
                .ifPresent(m -> there.report(finding(attempt, handler, m, type, at, there))));
  }

  private static Finding finding(
      Stmt.Try attempt,
      Node.ExceptHandler handler,
      PythonFunction method,
      PythonClass type,
      Place at,
      Check there) {
    Place place = new Place(type.module(), handler.start(), handler.body().getFirst().end());
    Place tried = Place.of(type.module(), attempt.body().getLast());
    return Finding.caution(there.weakness(), at, Reason.TEST_CODE)
        .step(tried, "may fail")
        .step(place, "drops every exception")
        .saying(
            "A failure of "
                + called(attempt)
                + " within "
                + method.name()
                + " of "
                + type.name()
                + " reaches no test: every exception is dropped ("
                + place.cite()
                + ").");
  }

  /** The last call that is tried, by its name. */
  private static String called(Stmt.Try attempt) {
    return Inside.all(attempt.body(), Expr.Call.class).stream()
        .map(c -> NameTerms.last(c.function()))
        .filter(n -> !n.isEmpty())
        .reduce((earlier, later) -> later)
        .orElse("what is tried");
  }
}
