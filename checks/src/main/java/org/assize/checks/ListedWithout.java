package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds settings that list parts of a program and leave out one that the others need: sessions
 * without the part that refuses forged requests.
 *
 * @param names the variables
 * @param listed texts of which one is in the list
 * @param missing a text that should be there too, and is nowhere in the module; a class of the
 *     program that is a kind of it does the same
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the variable
 */
public record ListedWithout(
    Set<String> names, Set<String> listed, String missing, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public ListedWithout {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    List<Expr.Str> texts = check.view().all(Expr.Str.class);
    if (texts.stream().noneMatch(t -> t.value().equals(missing))) {
      check.view().all(Stmt.Assign.class).forEach(s -> review(check, s));
    }
  }

  private void review(Check check, Stmt.Assign statement) {
    List<Expr> elements =
        switch (statement.value()) {
          case Expr.ListExpr l -> l.elements();
          case Expr.Tuple t -> t.elements();
          default -> List.of();
        };
    boolean isWhole = !elements.isEmpty() && elements.stream().allMatch(Expr.Str.class::isInstance);
    for (Expr target : statement.targets()) {
      if (isWhole
          && target instanceof Expr.Name name
          && names.contains(name.id())
          && elements.stream().anyMatch(e -> listed.contains(((Expr.Str) e).value()))
          && elements.stream().noneMatch(e -> isKindOfIt(check, ((Expr.Str) e).value()))) {
        report(check, name);
      }
    }
  }

  /** Whether a dotted text names a class of the program that is a kind of what is missing. */
  private boolean isKindOfIt(Check check, String named) {
    Resolver resolver = check.program().resolver();
    int dot = named.lastIndexOf('.');
    return dot > 0
        && resolver.member(
                resolver.dotted(named.substring(0, dot), check.view().module()),
                named.substring(dot + 1))
            instanceof Target.ClassTarget t
        && resolver.hierarchy().outsideAncestors(t.type()).contains(missing);
  }

  private void report(Check check, Expr.Name name) {
    Place place = Place.of(check.view().module(), name);
    check.report(
        check
            .present(place)
            .step(place, missing + " is not among its elements")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", name.id())));
  }
}
