package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds codes that were never made and fit all the same: what a record holds until somebody asks
 * for a code is nothing, and so is what a client leaves out.
 *
 * @param codeTerms last words of fields that hold a code which is made when somebody asks for it
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the field
 */
public record UnsetCode(Set<String> codeTerms, Map<String, String> say) implements Detector {
  /** Checks the sentences. */
  public UnsetCode {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (PythonFunction function : RequestHandlers.of(check.program()).in(check.view().module())) {
      for (Expr.Compare compare : Inside.all(function.node().body(), Expr.Compare.class)) {
        if (compare.ops().size() == 1
            && (compare.ops().getFirst() == CompareOperator.EQ
                || compare.ops().getFirst() == CompareOperator.NOT_EQ)) {
          Expr left = compare.left();
          Expr right = compare.comparators().getFirst();
          stored(check, left)
              .filter(name -> isLeftOut(check, right) && !isAsked(check, function, name, right))
              .or(() ->
                  stored(check, right)
                      .filter(
                          name -> isLeftOut(check, left) && !isAsked(check, function, name, left)))
              .ifPresent(name -> report(check, compare, name));
        }
      }
    }
  }

  /** {@code account.reset_code}, {@code row["otp"]} of what was looked up. */
  private Optional<String> stored(Check check, Expr side) {
    Expr holder =
        switch (side) {
          case Expr.Attribute a -> a.value();
          case Expr.Subscript s -> s.value();
          default -> side;
        };
    String name =
        switch (side) {
          case Expr.Attribute a -> a.attribute();
          case Expr.Subscript s when s.index() instanceof Expr.Str key -> key.value();
          default -> "";
        };
    return NameTerms.endsWith(name, codeTerms)
            && holder instanceof Expr.Name record
            && isLookedUp(check, record)
        ? Optional.of(name)
        : Optional.empty();
  }

  private static boolean isLookedUp(Check check, Expr.Name record) {
    return check.view().module().scopes().onlyValue(record).stream()
        .flatMap(v -> Inside.all(List.of((Node) v), Expr.Call.class).stream())
        .anyMatch(c -> StoreCalls.reach(c).isPresent());
  }

  /** {@code request.form.get("code")}, which is nothing where the client sends none. */
  private static boolean isLeftOut(Check check, Expr side) {
    Expr value = side instanceof Expr.Name ? Values.display(side, check.view().module()) : side;
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("get")
        && c.args().size() == 1
        && c.keywords().isEmpty()
        && new ClientMappings(check).isClients(a.value());
  }

  /** Whether something else in the function asks whether there is a code on one of the sides. */
  private static boolean isAsked(Check check, PythonFunction function, String field, Expr sent) {
    List<Stmt> body = function.node().body();
    String key =
        Inside.all(List.of((Node) sent), Expr.Str.class).stream()
            .map(Expr.Str::value)
            .findFirst()
            .orElse("");
    return Inside.all(body, Expr.class).stream()
        .filter(e -> isNamed(e, field) || isNamed(e, key) || isSame(e, sent))
        .anyMatch(e -> isTruth(check, e));
  }

  private static boolean isNamed(Expr e, String name) {
    return switch (e) {
      case Expr.Attribute a -> a.attribute().equals(name);
      case Expr.Subscript s -> s.index() instanceof Expr.Str key && key.value().equals(name);
      case Expr.Call c ->
          NameTerms.last(c).equals("get")
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key
              && key.value().equals(name);
      default -> false;
    };
  }

  private static boolean isSame(Expr one, Expr other) {
    return one instanceof Expr.Name n && other instanceof Expr.Name o && n.id().equals(o.id());
  }

  /** Whether a value is asked for its truth, or compared with something fixed, or measured. */
  private static boolean isTruth(Check check, Expr value) {
    Node around = check.view().parent(value).orElse(value);
    return switch (around) {
      case Expr.BoolOp _, Expr.UnaryOp _ -> true;
      case Stmt.If s -> s.test() == value;
      case Stmt.Assert s -> s.test() == value;
      case Expr.IfExp e -> e.test() == value;
      case Expr.Compare c ->
          c.comparators().getFirst() instanceof Expr.None
              || c.comparators().getFirst() instanceof Expr.Str
              || c.ops().getFirst() == CompareOperator.IN
              || c.ops().getFirst() == CompareOperator.NOT_IN;
      case Expr.Call c -> c.function() != value && !NameTerms.last(c).equals("get");
      default -> false;
    };
  }

  private void report(Check check, Expr.Compare compare, String name) {
    Place place = Place.of(check.view().module(), compare);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(place, "nothing equals nothing: no code was asked for, and none is sent")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", name)));
  }
}
