package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Judges assert statements: a defect where the condition decides about access, a note where it
 * states what the code takes for granted, and the test's own means in tests.
 *
 * @param controlTerms names in a condition that speak of an access decision
 * @param innocentTerms names that speak of something else although a control term is among them
 * @param requesters what stands for whoever asks; an assert that compares a field of it decides
 * @param say sentences for {@code present}, {@code repeated}, {@code caution} and {@code test};
 *     {@code {word}} is the name in the condition, {@code {asserts}} how many there are in the file
 */
public record AssertedControl(
    Set<String> controlTerms,
    Set<String> innocentTerms,
    Set<String> requesters,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public AssertedControl {
    Sentences.require(say, List.of("present", "repeated", "caution", "test"));
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    Sentences sentences = new Sentences(say);
    List<Stmt.Assert> all = check.view().all(Stmt.Assert.class);
    String count = all.size() == 1 ? "The one assert" : "Each of the " + all.size() + " asserts";
    for (Stmt.Assert statement : all) {
      Place place = Place.of(module, statement);
      Optional<Surroundings.Named> control =
          isTypeTest(statement.test()) ? Optional.empty() : control(statement.test(), check);
      if (check.inTest()) {
        check.report(
            Finding.caution(check.weakness(), place, Reason.TEST_CODE)
                .saying(sentences.fill("test", "asserts", count)));
      } else if (control.isPresent()) {
        Optional<Place> before =
            new AskedBefore(check.program()).of(control.get().name(), statement, module);
        if (before.isPresent()) {
          check.report(
              Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
                  .step(before.get(), "asks before this is reached")
                  .saying(sentences.fill("repeated", "word", control.get().name())));
          continue;
        }
        check.report(
            check
                .present(place)
                .step(control.get().place(), "the condition asks for " + control.get().name())
                .saying(sentences.fill("present", "word", control.get().name())));
      } else {
        check.report(
            Finding.caution(check.weakness(), place, Reason.NOT_SECURITY_USE)
                .saying(sentences.fill("caution")));
      }
    }
  }

  /** A test of types or of None states what the code takes for granted. */
  private static boolean isTypeTest(Expr test) {
    return switch (test) {
      case Expr.Call c -> c.function() instanceof Expr.Name n && n.id().equals("isinstance");
      case Expr.Compare c -> c.comparators().getLast() instanceof Expr.None;
      default -> false;
    };
  }

  private Optional<Surroundings.Named> control(Expr test, Check check) {
    return Surroundings.within(List.of(test), check.view()).stream()
        .filter(n -> NameTerms.speaksOf(n.name(), controlTerms))
        .filter(n -> !NameTerms.speaksOf(n.name(), innocentTerms))
        .findFirst()
        .or(() -> requester(test, check));
  }

  /** {@code assert current_user.role == "clerk"}: who asks is compared with something. */
  private Optional<Surroundings.Named> requester(Expr test, Check check) {
    if (!(test instanceof Expr.Compare)) {
      return Optional.empty();
    }
    return Inside.all(List.of(test), Expr.Attribute.class).stream()
        .filter(a -> requesters.contains(Wording.written(a.value(), check.view())))
        .map(a ->
            new Surroundings.Named(
                Wording.written(a, check.view()), Place.of(check.view().module(), a)))
        .findFirst();
  }
}
