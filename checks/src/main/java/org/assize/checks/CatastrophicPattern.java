package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;

/**
 * Finds regular expressions for which a text exists that takes time beyond all bounds: one part can
 * read the same characters in several ways, again and again.
 *
 * @param validators paths of what compiles an expression to try it on input
 * @param say sentences for {@code present}, {@code test} and {@code bounded}, where every text that
 *     it is tried on is short or of the program; {@code {name}} is the text that is repeated
 */
public record CatastrophicPattern(Set<String> validators, Map<String, String> say)
    implements Detector {
  private static final int MAX_TRIED = 3;

  /** Checks the sentences. */
  public CatastrophicPattern {
    validators = Set.copyOf(validators);
    Sentences.require(say, List.of("present", "test", "bounded"));
  }

  @Override
  public void review(Check check) {
    for (PatternCall pattern : PatternCall.in(check, validators)) {
      if (!pattern.has('x')) {
        pump(pattern.text())
            .or(() -> pump("(?:" + pattern.text() + ")$").filter(_ -> takesAll(pattern, check)))
            .ifPresent(text -> report(check, pattern, text));
      }
    }
  }

  private static Optional<String> pump(String expression) {
    return PatternAutomaton.of(expression).flatMap(PatternAutomaton::pump);
  }

  /** Whether the whole text has to fit: what is left over at its end fails, as before "$". */
  private static boolean takesAll(PatternCall pattern, Check check) {
    return pattern.call().calledName().equals("fullmatch")
        || MatchedSubject.of(pattern, check).stream()
            .anyMatch(t ->
                t.use().function() instanceof Expr.Attribute method
                    && method.attribute().equals("fullmatch"));
  }

  private void report(Check check, PatternCall pattern, String pump) {
    String shown = Wording.quoted(pump);
    List<MatchedSubject> tried =
        validators.contains(pattern.call().path()) ? List.of() : MatchedSubject.of(pattern, check);
    List<Finding.Evidence> safe = tried.stream().flatMap(t -> t.harmless(check).stream()).toList();
    boolean isSafe = !tried.isEmpty() && safe.size() == tried.size();
    Finding.Builder finding =
        isSafe ? Finding.refuted(check.weakness(), pattern.call().place()) : found(check, pattern);
    finding.step(
        Place.of(pattern.call().module(), pattern.expression()),
        "reads repetitions of " + shown + " in more than one way");
    if (isSafe) {
      finding.step(safe.getFirst().place(), safe.getFirst().text());
    } else if (pattern.call().calledName().equals("compile")) {
      tried.stream()
          .filter(t -> t.harmless(check).isEmpty())
          .limit(MAX_TRIED)
          .forEach(
              t -> finding.step(Place.of(check.view().module(), t.use()), "tries it on a text"));
    }
    String present = check.inTest() ? "test" : "present";
    check.report(
        finding.saying(new Sentences(say).fill(isSafe ? "bounded" : present, "name", shown)));
  }

  private static Finding.Builder found(Check check, PatternCall pattern) {
    return check.inTest()
        ? Finding.caution(check.weakness(), pattern.call().place(), Reason.TEST_CODE)
        : check.present(pattern.call().place());
  }
}
