package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * Finds proofs that a client may leave out: what it sends is compared only where it sends anything,
 * and whoever sends nothing goes on.
 *
 * @param proofTerms words of what a client proves itself by
 * @param comparing words of functions that compare it
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the proof
 */
public record OptionalCheck(Set<String> proofTerms, Set<String> comparing, Map<String, String> say)
    implements Detector {
  /** What FastAPI takes a parameter from. */
  private static final Set<String> PARTS = Set.of("Header", "Query", "Cookie");

  /** Checks the sentences. */
  public OptionalCheck {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.If refusal : check.view().all(Stmt.If.class)) {
      if (refusal.test() instanceof Expr.BoolOp both
          && both.isAnd()
          && both.values().size() == 2
          && refusal.orelse().isEmpty()
          && refuses(refusal.body())) {
        given(both.values().getFirst())
            .filter(name -> isFailed(both.values().getLast(), name.id()))
            .ifPresent(name -> report(check, refusal, name));
      }
    }
  }

  /** {@code signature}, or {@code signature is not None}. */
  private static Optional<Expr.Name> given(Expr test) {
    return switch (test) {
      case Expr.Name n -> Optional.of(n);
      case Expr.Compare c
          when c.left() instanceof Expr.Name n
              && c.ops().equals(List.of(CompareOperator.IS_NOT))
              && c.comparators().getFirst() instanceof Expr.None ->
          Optional.of(n);
      default -> Optional.empty();
    };
  }

  /** {@code not compare_digest(signature, expected)}. */
  private boolean isFailed(Expr test, String name) {
    return test instanceof Expr.UnaryOp u
        && u.op() == UnaryOperator.NOT
        && u.operand() instanceof Expr.Call c
        && NameTerms.speaksOf(NameTerms.last(c), comparing)
        && Inside.mentions(c.args(), name);
  }

  private static boolean refuses(List<Stmt> body) {
    Stmt last = body.getLast();
    return Refusals.isIn(body)
        || last instanceof Stmt.Raise
        || (last instanceof Stmt.Return r && r.value() instanceof Expr.Bool b && !b.value());
  }

  private void report(Check check, Stmt.If refusal, Expr.Name proof) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(proof.start());
    Optional<Expr> sent = function.flatMap(f -> sent(f, proof));
    if (sent.isEmpty() || isAskedFor(function.get(), proof.id())) {
      return;
    }
    Place place = Place.of(check.view().module(), refusal.test());
    check.report(
        check
            .present(place)
            .step(Place.of(check.view().module(), sent.get()), "a client may send it or not")
            .step(place, "without it nothing is compared, and nothing refused")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : "present", "name", proof.id())));
  }

  /** What a client may send or leave out. */
  private Optional<Expr> sent(PythonFunction function, Expr.Name proof) {
    return function.parameters().stream()
        .filter(p -> p.name().equals(proof.id()) && isOptional(p))
        .flatMap(p -> Inside.all(List.of((Node) p), Expr.Call.class).stream())
        .filter(c -> PARTS.contains(NameTerms.last(c)))
        .map(c -> (Expr) c)
        .findFirst()
        .filter(_ -> NameTerms.speaksOf(proof.id(), proofTerms))
        .or(() -> read(function, proof));
  }

  /** {@code = None}, {@code = Header(None)}, {@code = Header(default="")}. */
  private static boolean isOptional(Node.Parameter parameter) {
    return switch (parameter.defaultValue()) {
      case Expr.None _ -> true;
      case Expr.Str s -> s.value().isEmpty();
      case Expr.Call c ->
          c.args().stream().anyMatch(a -> isNothing(a))
              || c.keywords().stream()
                  .anyMatch(k -> "default".equals(k.name()) && isNothing(k.value()));
      case null, default -> false;
    };
  }

  private static boolean isNothing(Expr e) {
    return e instanceof Expr.None || (e instanceof Expr.Str s && s.value().isEmpty());
  }

  /** {@code headers.get("X-Signature")}: what the only assignment of the name reads. */
  private Optional<Expr> read(PythonFunction function, Expr.Name proof) {
    return function
        .module()
        .scopes()
        .at(proof.start())
        .lookup(proof.id())
        .flatMap(Symbol::only)
        .flatMap(Binding::value)
        .filter(value ->
            value instanceof Expr.Call c
                && NameTerms.last(c).equals("get")
                && !c.args().isEmpty()
                && c.args().getFirst() instanceof Expr.Str key
                && (NameTerms.speaksOf(key.value(), proofTerms)
                    || NameTerms.speaksOf(proof.id(), proofTerms)));
  }

  /** Whether some test of the function takes a name by itself that is not there for a refusal. */
  private static boolean isAskedFor(PythonFunction function, String name) {
    return Inside.any(
        function.node().body(),
        Stmt.If.class,
        s -> (isMissing(s.test(), name) && refuses(s.body())) || isGivenAlone(s, name));
  }

  private static boolean isGivenAlone(Stmt.If test, String name) {
    return given(test.test()).filter(n -> n.id().equals(name)).isPresent();
  }

  private static boolean isMissing(Expr test, String name) {
    return switch (test) {
      case Expr.UnaryOp u when u.op() == UnaryOperator.NOT ->
          u.operand() instanceof Expr.Name n && n.id().equals(name);
      case Expr.Compare c ->
          c.left() instanceof Expr.Name n
              && n.id().equals(name)
              && c.comparators().getFirst() instanceof Expr.None;
      case Expr.BoolOp b -> b.values().stream().anyMatch(v -> isMissing(v, name));
      default -> false;
    };
  }
}
