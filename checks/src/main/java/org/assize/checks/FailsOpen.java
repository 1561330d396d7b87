package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds checks that say yes when they fail: the handler of the failure answers yes, the yes stands
 * behind the handler, or the handler catches the refusal itself.
 *
 * @param broadTypes dotted names of exceptions that tell nothing of what was asked: all of them, a
 *     service that does not answer
 * @param allTypes those of them that every refusal derives from
 * @param missingTypes exceptions of a field or an entry that is not there
 * @param checkTerms words of names of functions that say whether something may be or is genuine
 * @param denyingTerms words of names of functions whose yes is a refusal
 * @param verifying words of names of functions that refuse by an exception
 * @param refusals last names of functions and exceptions that end a request with a refusal
 * @param say sentences for {@code answered}, {@code passed}, {@code caught} and {@code test};
 *     {@code {name}} is the check or the refusal
 */
public record FailsOpen(
    Set<String> broadTypes,
    Set<String> allTypes,
    Set<String> missingTypes,
    Set<String> checkTerms,
    Set<String> denyingTerms,
    Set<String> verifying,
    Set<String> refusals,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public FailsOpen {
    Sentences.require(say, List.of("answered", "passed", "caught", "test"));
  }

  @Override
  public void review(Check check) {
    for (Stmt.Try attempt : check.view().all(Stmt.Try.class)) {
      for (Node.ExceptHandler handler : attempt.handlers()) {
        if (isOf(check, handler, broadTypes) || isOfComparison(check, attempt, handler)) {
          answered(check, attempt, handler);
          assumed(check, attempt, handler);
        }
        if (isOf(check, handler, allTypes) && !leaves(handler.body())) {
          passed(check, attempt, handler);
          caught(check, attempt, handler);
        }
      }
    }
  }

  private static boolean isOf(Check check, Node.ExceptHandler handler, Set<String> types) {
    Expr type = handler.type();
    PythonModule module = check.view().module();
    return type == null
        || (check.program().resolver().resolve(type, module) instanceof Target.External e
            && types.contains(check.program().facts().canonical(e.path())));
  }

  /**
   * {@code try: return thing.owner == request.user}: what lacks a field is compared with nobody,
   * and its exception is part of the check.
   */
  private boolean isOfComparison(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    return handler.type() != null
        && attempt.body().size() == 1
        && attempt.body().getFirst() instanceof Stmt.Return r
        && r.value() instanceof Expr.Compare compare
        && Inside.any(
            List.of((Node) compare),
            Expr.Attribute.class,
            a -> Set.of("user", "current_user", "identity").contains(a.attribute()))
        && isOf(check, handler, missingTypes);
  }

  /** {@code except Exception: return True} in a function whose yes lets something in. */
  private void answered(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    Optional<PythonFunction> function = check.view().module().scopes().functionAt(handler.start());
    boolean saysYes = isYes(handler.body().getLast());
    boolean asks =
        Inside.any(attempt.body(), Expr.Call.class, _ -> true)
            || isOfComparison(check, attempt, handler);
    if (saysYes && asks && function.filter(this::isCheck).isPresent()) {
      report(check, handler.body().getLast(), attempt, function.get().name(), "answered");
    }
  }

  /** {@code allowed = True} where the answer of a check did not come. */
  private void assumed(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    if (handler.body().getLast() instanceof Stmt.Assign set
        && set.value() instanceof Expr.Bool yes
        && yes.value()
        && set.targets().getFirst() instanceof Expr.Name name
        && isCheck(name.id())
        && attempt.body().stream().anyMatch(s -> asks(s, name.id()))) {
      report(check, set, attempt, name.id(), "answered");
    }
  }

  private static boolean asks(Stmt statement, String name) {
    return statement instanceof Stmt.Assign s
        && s.targets().getFirst() instanceof Expr.Name n
        && n.id().equals(name)
        && bare(s.value()) instanceof Expr.Call;
  }

  private boolean isCheck(PythonFunction function) {
    return isCheck(function.name());
  }

  private boolean isCheck(String name) {
    return NameTerms.speaksOf(name, checkTerms) && !NameTerms.speaksOf(name, denyingTerms);
  }

  private static boolean isYes(Stmt statement) {
    return statement instanceof Stmt.Return r && r.value() instanceof Expr.Bool b && b.value();
  }

  /** The last thing tried refuses by an exception, and the next statement answers yes. */
  private void passed(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    boolean isVerified =
        attempt.body().getLast() instanceof Stmt.ExprStmt s
            && bare(s.value()) instanceof Expr.Call c
            && NameTerms.speaksOf(NameTerms.last(c), verifying);
    boolean sets = Inside.any(handler.body(), Stmt.Assign.class, _ -> true);
    if (isVerified && !sets && attempt.orelse().isEmpty() && attempt.finalbody().isEmpty()) {
      next(check, attempt)
          .filter(FailsOpen::isYes)
          .ifPresent(yes -> {
            String verify =
                Wording.written(((Stmt.ExprStmt) attempt.body().getLast()).value(), check.view());
            report(check, handler, attempt, verify, "passed");
          });
    }
  }

  private static Expr bare(Expr e) {
    return e instanceof Expr.Await a ? a.value() : e;
  }

  private static Optional<Stmt> next(Check check, Stmt statement) {
    Node[] before = {null};
    Stmt[] found = {null};
    check
        .view()
        .parent(statement)
        .ifPresent(p ->
            Nodes.forEachChild(
                p,
                child -> {
                  if (before[0] == statement && child instanceof Stmt s) {
                    found[0] = s;
                  }
                  before[0] = child;
                }));
    return Optional.ofNullable(found[0]);
  }

  /** {@code abort(403)} inside of a try whose handler takes every exception and goes on. */
  private void caught(Check check, Stmt.Try attempt, Node.ExceptHandler handler) {
    boolean isFirst = attempt.handlers().getFirst() == handler;
    refusal(attempt.body())
        .filter(_ -> isFirst)
        .ifPresent(
            refusal -> report(check, handler, attempt, NameTerms.last(refusal) + "()", "caught"));
  }

  private Optional<Expr> refusal(List<Stmt> body) {
    Optional<Expr> aborted =
        Inside.all(body, Stmt.ExprStmt.class).stream()
            .map(Stmt.ExprStmt::value)
            .filter(this::isRefusal)
            .findFirst();
    return aborted.or(() ->
        Inside.all(body, Stmt.Raise.class).stream()
            .map(Stmt.Raise::exception)
            .filter(e -> e != null && refusals.contains(NameTerms.last(e)))
            .findFirst());
  }

  private boolean isRefusal(Expr e) {
    return e instanceof Expr.Call c && refusals.contains(NameTerms.last(c));
  }

  private static boolean leaves(List<Stmt> body) {
    return Inside.any(
            body,
            Stmt.class,
            s ->
                s instanceof Stmt.Return
                    || s instanceof Stmt.Raise
                    || s instanceof Stmt.Continue
                    || s instanceof Stmt.Break)
        || Inside.any(body, Expr.Call.class, c -> LEAVING.contains(NameTerms.last(c)));
  }

  private static final Set<String> LEAVING = Set.of("abort", "exit", "_exit", "fail", "deny");

  private void report(Check check, Node at, Stmt.Try attempt, String name, String which) {
    PythonModule module = check.view().module();
    Place tried = Place.of(module, attempt.body().getLast());
    Place place =
        at instanceof Node.ExceptHandler h
            ? new Place(module, h.start(), h.body().getFirst().end())
            : Place.of(module, at);
    check.report(
        check
            .present(place)
            .step(tried, "this may fail")
            .step(place, "and nothing is refused then")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", name)));
  }
}
