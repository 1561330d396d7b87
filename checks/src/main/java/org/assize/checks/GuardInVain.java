package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds tests of permissions whose condition turns away nobody, or fewer than it says: by an empty
 * branch, a text that is always true, parts that are never true together, or a stronger part that
 * stands where a weaker one decides alone.
 *
 * @param permissionTerms words of names that say what somebody may do, or who they are
 * @param loginTerms words of names that say only that somebody is known
 * @param privilegeTerms words of names that say that a known person may do more
 * @param logins dotted names of permissions that ask only for a login
 * @param say sentences for {@code empty}, {@code always}, {@code never}, {@code weaker} and {@code
 *     test}
 */
public record GuardInVain(
    Set<String> permissionTerms,
    Set<String> loginTerms,
    Set<String> privilegeTerms,
    Set<String> logins,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public GuardInVain {
    Sentences.require(say, List.of("empty", "always", "never", "weaker", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.If test : check.view().all(Stmt.If.class)) {
      which(test).ifPresent(which -> report(check, test.test(), which));
    }
    for (Expr.BinOp either : check.view().all(Expr.BinOp.class)) {
      if (either.op() == Operator.BIT_OR && isAnybody(either, check)) {
        report(check, either, "weaker");
      }
    }
  }

  /**
   * {@code IsAuthenticated | IsManager}: permissions of which the weaker one lets all others in.
   */
  private boolean isAnybody(Expr.BinOp either, Check check) {
    return (isLogin(either.left(), check) && isPrivilege(either.right()))
        || (isLogin(either.right(), check) && isPrivilege(either.left()));
  }

  private boolean isLogin(Expr permission, Check check) {
    return check
        .program()
        .resolver()
        .resolve(permission, check.view().module())
        .dottedPath()
        .filter(logins::contains)
        .isPresent();
  }

  private boolean isPrivilege(Expr permission) {
    return (permission instanceof Expr.Name || permission instanceof Expr.Attribute)
        && NameTerms.speaksOf(NameTerms.last(permission), privilegeTerms);
  }

  private Optional<String> which(Stmt.If test) {
    if (isEmpty(test.body())
        && test.orelse().isEmpty()
        && refuses(test.test())
        && speaks(test.test(), permissionTerms)) {
      return Optional.of("empty");
    }
    if (holdsText(test.test())) {
      return Optional.of("always");
    }
    if (test.test() instanceof Expr.BoolOp both && both.isAnd() && Refusals.isIn(test.body())) {
      return isNever(both)
          ? Optional.of("never")
          : isWeaker(both.values()) ? Optional.of("weaker") : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isEmpty(List<Stmt> body) {
    return body.size() == 1
        && (body.getFirst() instanceof Stmt.Pass
            || (body.getFirst() instanceof Stmt.ExprStmt s && s.value() instanceof Expr.Ellipsis));
  }

  /** Each part says that something is lacking: {@code not user.is_admin and user != owner}. */
  private static boolean refuses(Expr test) {
    return switch (test) {
      case Expr.UnaryOp u -> u.op() == UnaryOperator.NOT;
      case Expr.Compare c ->
          c.ops().getFirst() == CompareOperator.NOT_EQ
              || c.ops().getFirst() == CompareOperator.NOT_IN;
      case Expr.BoolOp b -> b.values().stream().allMatch(GuardInVain::refuses);
      default -> false;
    };
  }

  private static boolean speaks(Expr test, Set<String> terms) {
    return Inside.any(List.of(test), Expr.class, e -> NameTerms.speaksOf(NameTerms.last(e), terms));
  }

  /** {@code user.role == "admin" or "editor"}. */
  private boolean holdsText(Expr test) {
    return switch (test) {
      case Expr.UnaryOp u -> holdsText(u.operand());
      case Expr.BoolOp b when !b.isAnd() ->
          b.values().stream().skip(1).anyMatch(v -> v instanceof Expr.Str s && !s.value().isEmpty())
              && b.values().getFirst() instanceof Expr.Compare c
              && speaks(c.left(), permissionTerms);
      default -> false;
    };
  }

  /** {@code role == "a" and role == "b"}, {@code user is None and not user.is_admin}. */
  private boolean isNever(Expr.BoolOp both) {
    Expr first = both.values().getFirst();
    Expr second = both.values().get(1);
    if (first instanceof Expr.Compare c && c.ops().getFirst() == CompareOperator.EQ) {
      return second instanceof Expr.Compare d
          && d.ops().getFirst() == CompareOperator.EQ
          && path(c.left()).equals(path(d.left()))
          && speaks(c.left(), permissionTerms)
          && c.comparators().getFirst() instanceof Expr.Str s
          && d.comparators().getFirst() instanceof Expr.Str t
          && !s.value().equals(t.value());
    }
    Optional<Expr> nothing = nothing(first);
    return nothing.isPresent()
        && speaks(second, permissionTerms)
        && Inside.any(
            List.of(second),
            Expr.Attribute.class,
            a -> path(a.value()).isPresent() && path(a.value()).equals(path(nothing.get())));
  }

  /** What is none where a condition is true. */
  private static Optional<Expr> nothing(Expr test) {
    return switch (test) {
      case Expr.UnaryOp u when u.op() == UnaryOperator.NOT -> Optional.of(u.operand());
      case Expr.Compare c
          when c.ops().getFirst() == CompareOperator.IS
              && c.comparators().getFirst() instanceof Expr.None ->
          Optional.of(c.left());
      default -> Optional.empty();
    };
  }

  /** {@code not user.is_authenticated and not user.is_admin}: whoever is known passes. */
  private boolean isWeaker(List<Expr> parts) {
    return parts.size() == 2
        && parts.getFirst() instanceof Expr.UnaryOp a
        && parts.getLast() instanceof Expr.UnaryOp b
        && a.op() == UnaryOperator.NOT
        && b.op() == UnaryOperator.NOT
        && (isStronger(a.operand(), b.operand()) || isStronger(b.operand(), a.operand()));
  }

  private boolean isStronger(Expr login, Expr privilege) {
    return login instanceof Expr.Attribute a
        && privilege instanceof Expr.Attribute b
        && path(a.value()).isPresent()
        && path(a.value()).equals(path(b.value()))
        && NameTerms.speaksOf(a.attribute(), loginTerms)
        && NameTerms.speaksOf(b.attribute(), privilegeTerms);
  }

  /** {@code g.user}, as it is written; empty for what is no chain of names. */
  private static Optional<String> path(Expr e) {
    return switch (e) {
      case Expr.Name n -> Optional.of(n.id());
      case Expr.Attribute a -> path(a.value()).map(p -> p + "." + a.attribute());
      default -> Optional.empty();
    };
  }

  private void report(Check check, Node condition, String which) {
    check.report(
        check
            .present(Place.of(check.view().module(), condition))
            .step(Place.of(check.view().module(), condition), "decides who is turned away")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which)));
  }
}
