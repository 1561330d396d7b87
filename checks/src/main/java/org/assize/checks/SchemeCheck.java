package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds refusals of addresses by how they begin: browsers drop tabs and line breaks anywhere in an
 * address and take its scheme in capital letters as well (WHATWG, "URL Standard", 4.4).
 *
 * @param schemes beginnings of addresses that run script
 * @param addressTerms words in names of addresses
 * @param cleaning methods and functions after which no tab and no line break is left
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what is tested,
 *     {@code {text}} an address that passes
 */
public record SchemeCheck(
    Set<String> schemes, Set<String> addressTerms, Set<String> cleaning, Map<String, String> say)
    implements Detector {
  private static final Set<String> LOWERING = Set.of("lower", "casefold");

  /** Checks the sentences. */
  public SchemeCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (call.node().function() instanceof Expr.Attribute method
          && method.attribute().equals("startswith")
          && !call.node().args().isEmpty()) {
        beginning(check, call)
            .ifPresent(scheme -> judge(check, call.node(), method.value(), scheme));
      }
    }
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      if (compare.left() instanceof Expr.Str scheme
          && schemes.contains(scheme.value())
          && (compare.ops().getFirst() == CompareOperator.IN
              || compare.ops().getFirst() == CompareOperator.NOT_IN)) {
        judge(check, compare, compare.comparators().getFirst(), scheme.value());
      }
    }
  }

  /** The refused scheme that a value is asked to begin with, alone or among others. */
  private Optional<String> beginning(Check check, CallSite call) {
    Expr given = Values.display(call.node().args().getFirst(), call.module());
    List<Expr> all = given instanceof Expr.Tuple several ? several.elements() : List.of(given);
    return all.stream()
        .flatMap(e -> check.program().values().text(e, call.module()).stream())
        .filter(schemes::contains)
        .findFirst();
  }

  private void judge(Check check, Expr test, Expr subject, String scheme) {
    ShownValue shown = new ShownValue(check);
    Expr origin = shown.origin(subject);
    boolean isAddress = NameTerms.speaksOf(shown.name(subject), addressTerms);
    if (!isAddress || goesThrough(List.of(subject, origin), cleaning) || !decides(check, test)) {
      return;
    }
    boolean isLowered = goesThrough(List.of(subject, origin), LOWERING);
    String first = scheme.substring(0, 1);
    String rest = scheme.substring(1);
    String passing =
        isLowered
            ? first + "\\n" + rest + "alert(1)"
            : first.toUpperCase(Locale.ROOT) + rest + "alert(1)";
    Place place = Place.of(check.view().module(), test);
    check.report(
        check
            .present(place)
            .step(place, passing + " passes")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present",
                        "name",
                        Wording.written(subject, check.view()),
                        "text",
                        passing)));
  }

  private static boolean goesThrough(List<? extends Node> values, Set<String> called) {
    return Inside.any(values, Expr.Call.class, c -> called.contains(NameTerms.last(c)));
  }

  /** Whether something is left out or refused by the outcome. */
  private static boolean decides(Check check, Expr test) {
    return switch (check.view().statement(test)) {
      case Stmt.Return _ -> true;
      case Stmt.If s -> s.test().start() <= test.start() && test.end() <= s.test().end();
      default -> false;
    };
  }
}
