package org.assize.checks;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
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
    if (!check.inTest()) {
      return;
    }
    TestSubjects subjects = TestSubjects.of(check.view(), check.program());
    Optional<PythonModule> about = subjects.module(check.view().module());
    if (about.isPresent()) {
      Check there = check.in(about.get());
      for (Stmt.Try attempt : there.view().all(Stmt.Try.class)) {
        for (Node.ExceptHandler handler : attempt.handlers()) {
          if (SwallowedException.isBroad(there, handler, broadTypes)
              && SwallowedException.doesNothing(handler)) {
            dropped(attempt, handler, subjects, there);
          }
        }
      }
    }
  }

  private static void dropped(
      Stmt.Try attempt, Node.ExceptHandler handler, TestSubjects subjects, Check there) {
    for (PythonClass type : subjects.first().keySet()) {
      if (type.module() == there.view().module()) {
        type.methods().stream()
            .filter(m -> m.node().start() <= attempt.start() && attempt.end() <= m.node().end())
            .findFirst()
            .ifPresent(m -> {
              PythonModule module = type.module();
              Place place = new Place(module, handler.start(), handler.body().getFirst().end());
              Place tried = Place.of(module, attempt.body().getLast());
              there.report(
                  Finding.caution(
                          there.weakness(),
                          Objects.requireNonNull(subjects.first().get(type)),
                          Reason.TEST_CODE)
                      .step(tried, "may fail")
                      .step(place, "drops every exception")
                      .saying(
                          "A failure of "
                              + called(attempt)
                              + " within "
                              + m.name()
                              + " of "
                              + type.name()
                              + " reaches no test: every exception is dropped ("
                              + place.cite()
                              + ")."));
            });
      }
    }
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
