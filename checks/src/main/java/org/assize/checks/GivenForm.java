package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Slot;
import org.assize.syntax.Expr;

/** What a form is filled with: what a client sent as a form, or something else. */
final class GivenForm {
  private static final Set<String> REQUESTS = Set.of("request", "req");

  /** Attributes of a request that hold what a link brings, which changes nothing. */
  private static final Set<String> QUERIES = Set.of("args", "GET", "query_params", "query");

  private GivenForm() {}

  /** Whether a call gives a form something that is not what was sent as one. */
  static boolean isOther(Check check, CallSite call, Optional<String> slot) {
    return slot.flatMap(Slot::argument)
        .flatMap(s -> Values.argument(call, s))
        .filter(given -> !(given instanceof Expr.None))
        .filter(given -> !isSent(given))
        .filter(given ->
            Inside.all(List.of(given), Expr.Name.class).stream()
                .map(new ShownValue(check)::assigned)
                .noneMatch(GivenForm::isSent))
        .isPresent();
  }

  private static boolean isSent(Expr value) {
    return Inside.any(
        List.of(value),
        Expr.Attribute.class,
        a -> REQUESTS.contains(NameTerms.last(a.value())) && !QUERIES.contains(a.attribute()));
  }
}
