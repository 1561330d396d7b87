package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds handlers of requests that answer with all of the environment or of the settings.
 *
 * @param wholes dotted names of what holds secrets among other things
 * @param holders last words of names of objects of settings
 * @param dumps attributes and methods that give all fields of an object
 * @param parts methods that give one entry only
 * @param guardTerms words of names of decorators and dependencies that ask who somebody is
 * @param say sentences for {@code present}, {@code guarded} and {@code test}; {@code {name}} is
 *     what is shown
 */
public record AnsweredSettings(
    Set<String> wholes,
    Set<String> holders,
    Set<String> dumps,
    Set<String> parts,
    Set<String> guardTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> FIELDS = Set.of("vars", "asdict");

  /** Checks the sentences. */
  public AnsweredSettings {
    Sentences.require(say, List.of("present", "guarded", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      for (Expr value : AnswerValues.in(function)) {
        whole(check, value).ifPresent(shown -> report(check, function, value, shown));
      }
    }
  }

  /** What an answer holds as a whole: not one entry of it, and not a question about it. */
  private Optional<Expr> whole(Check check, Expr answer) {
    List<Node> answered = SingleUse.whole(answer, check.view().module());
    Optional<Expr> all =
        Inside.all(answered, Expr.Call.class).stream()
            .filter(this::isAllFields)
            .filter(c -> isShownWhole(check.view().parent(c).orElse(c), c))
            .map(c -> (Expr) c)
            .findFirst();
    return all.isPresent() ? all : dumped(check, answered);
  }

  /** {@code vars(settings)}, {@code dataclasses.asdict(settings)}. */
  private boolean isAllFields(Expr.Call c) {
    return FIELDS.contains(NameTerms.last(c))
        && c.args().size() == 1
        && (c.args().getFirst() instanceof Expr.Name
            || c.args().getFirst() instanceof Expr.Attribute)
        && NameTerms.endsWith(NameTerms.last(c.args().getFirst()), holders);
  }

  private Optional<Expr> dumped(Check check, List<Node> answered) {
    return Inside.all(answered, Expr.Attribute.class).stream()
        .filter(a -> isEnvironment(check, a) || isDump(a))
        .filter(a -> isShownWhole(check.view().parent(a).orElse(a), a))
        .map(a -> (Expr) a)
        .findFirst();
  }

  private boolean isEnvironment(Check check, Expr.Attribute a) {
    return wholes.contains(
        check.program().resolver().resolve(a, check.view().module()).dottedPath().orElse(""));
  }

  private boolean isDump(Expr.Attribute a) {
    return dumps.contains(a.attribute()) && NameTerms.endsWith(NameTerms.last(a.value()), holders);
  }

  private boolean isShownWhole(Node outer, Expr shown) {
    return switch (outer) {
      case Expr.Subscript s -> s.value() != shown;
      case Expr.Attribute a -> !parts.contains(a.attribute());
      case Expr.Compare _ -> false;
      case Expr.Call c -> c.function() == shown || !NameTerms.last(c.function()).equals("len");
      default -> true;
    };
  }

  private void report(Check check, PythonFunction function, Expr answer, Expr shown) {
    Place place = Place.of(check.view().module(), answer);
    boolean isGuarded =
        function.node().decorators().stream()
            .anyMatch(d -> NameTerms.speaksOf(Wording.written(d, check.view()), guardTerms));
    Finding.Builder finding =
        isGuarded && !check.inTest()
            ? Finding.caution(check.weakness(), place, Reason.DEFENCE_IN_DEPTH)
            : check.present(place);
    String which = check.inTest() ? "test" : isGuarded ? "guarded" : "present";
    check.report(
        finding
            .step(Place.of(check.view().module(), shown), "holds keys and passwords as well")
            .saying(new Sentences(say).fill(which, "name", Wording.written(shown, check.view()))));
  }
}
