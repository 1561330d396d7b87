package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Tests that turn somebody away unless the client itself says otherwise: {@code if cookie != "1":
 * abort(403)}, and {@code if not (request.args.get("force") or allowed(user)): abort(403)}.
 *
 * @param roleTerms words of parameters that say what somebody may do
 */
record ClaimedPassage(Set<String> roleTerms) {
  private static final Set<String> PARAMETERS =
      Set.of("args", "query", "query_params", "get", "form", "forms", "post", "values", "params");

  private static final long PAYMENT_REQUIRED = 402;

  private static final Set<String> ARGUMENTS =
      Set.of("get_argument", "get_query_argument", "get_body_argument");

  /** Words of what a client proves itself by. */
  private static final List<String> PROOFS =
      List.of(
          "token",
          "key",
          "signature",
          "sig",
          "hmac",
          "password",
          "secret",
          "code",
          "auth",
          "session",
          "sid",
          "sessionid",
          "nonce",
          "state",
          "id",
          "user",
          "authorization",
          "captcha");

  /** Returns what the client says to pass. */
  Optional<ClientClaim.Read> in(Stmt.If test) {
    return Refusals.isIn(test.body()) || asksForMoney(test.body())
        ? passing(test.test(), true, false)
        : Optional.empty();
  }

  /** The status 402: who has not paid for it. */
  private static boolean asksForMoney(List<Stmt> body) {
    return body.stream().anyMatch(s -> s instanceof Stmt.Raise || s instanceof Stmt.Return)
        && Inside.any(body, Expr.Int.class, i -> i.value() == PAYMENT_REQUIRED);
  }

  /**
   * What makes a test pass nobody is turned away by.
   *
   * @param refuses whether somebody is turned away where the test is true
   * @param isOneOfSeveral whether other parts of the test would have to be asked as well
   */
  private Optional<ClientClaim.Read> passing(Expr test, boolean refuses, boolean isOneOfSeveral) {
    return switch (test) {
      case Expr.UnaryOp u when u.op() == UnaryOperator.NOT ->
          passing(u.operand(), !refuses, isOneOfSeveral);
      case Expr.BoolOp b when b.isAnd() == refuses -> {
        boolean asksMore = b.values().stream().anyMatch(v -> read(bare(v)).isEmpty());
        yield b.values().stream().flatMap(v -> passing(v, refuses, asksMore).stream()).findFirst();
      }
      case Expr.Compare c when c.ops().getFirst() == decidedBy(refuses) && isConstant(c) ->
          read(c.left())
              .filter(r -> r.isCookie() || NameTerms.speaksOf(r.name(), roleTerms))
              .filter(r -> !NameTerms.speaksOf(r.name(), PROOFS));
      default ->
          !refuses && isOneOfSeveral
              ? read(test).filter(r -> !NameTerms.speaksOf(r.name(), PROOFS))
              : Optional.empty();
    };
  }

  private static CompareOperator decidedBy(boolean refuses) {
    return refuses ? CompareOperator.NOT_EQ : CompareOperator.EQ;
  }

  private static Expr bare(Expr e) {
    return switch (e) {
      case Expr.UnaryOp u -> bare(u.operand());
      case Expr.Compare c -> c.left();
      default -> e;
    };
  }

  private static boolean isConstant(Expr.Compare compare) {
    return switch (compare.comparators().getFirst()) {
      case Expr.Str s -> !s.value().isEmpty();
      case Expr.Bytes _, Expr.Int _ -> true;
      default -> false;
    };
  }

  /** A plain cookie or a parameter of a request. */
  private static Optional<ClientClaim.Read> read(Expr e) {
    return switch (e) {
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> of(s.value(), e, key.value());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key ->
          a.attribute().equals("get_cookie") && c.keywords().isEmpty() && c.args().size() < 3
              ? Optional.of(new ClientClaim.Read(e, key.value(), true))
              : ARGUMENTS.contains(a.attribute())
                  ? Optional.of(new ClientClaim.Read(e, key.value(), false))
                  : a.attribute().equals("get") ? of(a.value(), e, key.value()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<ClientClaim.Read> of(Expr holder, Expr read, String name) {
    String of = NameTerms.last(holder).toLowerCase(Locale.ROOT);
    boolean isCookie = of.equals("cookies");
    boolean isParameter =
        holder instanceof Expr.Attribute a
            && PARAMETERS.contains(of)
            && Set.of("request", "req").contains(NameTerms.last(a.value()));
    return isCookie || isParameter
        ? Optional.of(new ClientClaim.Read(read, name, isCookie))
        : Optional.empty();
  }
}
