package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Finds privileges that are raised and lowered again in one line of statements, so that an
 * exception between the two keeps them.
 *
 * @param raising words in names of functions that raise privileges
 * @param lowering words in names of functions that give them back
 * @param changing dotted names of functions that take the user to become; 0 raises
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what raises
 */
public record KeptPrivileges(
    Set<String> raising, Set<String> lowering, Set<String> changing, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public KeptPrivileges {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    List<List<Stmt>> blocks = new ArrayList<>();
    check.view().all(Stmt.FunctionDef.class).forEach(f -> blocks.add(f.body()));
    check.view().all(Stmt.Try.class).forEach(t -> blocks.add(t.body()));
    check.view().all(Stmt.If.class).forEach(s -> blocks.add(s.body()));
    for (List<Stmt> block : blocks) {
      block(check, block);
    }
  }

  private void block(Check check, List<Stmt> block) {
    for (int i = 0; i < block.size(); i++) {
      Optional<CallSite> raised = call(check, block.get(i)).filter(c -> raises(check, c));
      for (int j = i + 2; raised.isPresent() && j < block.size(); j++) {
        Optional<CallSite> lowered = call(check, block.get(j)).filter(c -> lowers(check, c));
        if (lowered.isPresent() && mayFail(check, block.subList(i + 1, j))) {
          report(check, raised.get(), lowered.get(), block.get(i + 1));
          break;
        }
      }
    }
  }

  private static Optional<CallSite> call(Check check, Stmt statement) {
    return statement instanceof Stmt.ExprStmt s ? check.view().callOf(s.value()) : Optional.empty();
  }

  private boolean raises(Check check, CallSite call) {
    return changing.contains(call.path())
        ? becomes(check, call).filter(id -> id == 0).isPresent()
        : NameTerms.speaksOf(call.calledName(), raising);
  }

  private boolean lowers(Check check, CallSite call) {
    return changing.contains(call.path())
        ? becomes(check, call).filter(id -> id == 0).isEmpty()
        : NameTerms.speaksOf(call.calledName(), lowering);
  }

  private static Optional<Long> becomes(Check check, CallSite call) {
    return call.node().args().stream()
        .findFirst()
        .flatMap(a -> check.program().constants().of(a, call.module()))
        .filter(c -> c instanceof org.assize.program.Constant.Whole)
        .map(c -> ((org.assize.program.Constant.Whole) c).value());
  }

  /** Whether anything but a change of the user happens, and no finally stands there already. */
  private boolean mayFail(Check check, List<Stmt> between) {
    return between.stream().noneMatch(s -> s instanceof Stmt.Try t && !t.finalbody().isEmpty())
        && Inside.any(between, Expr.Call.class, c -> !isChange(check, c));
  }

  private boolean isChange(Check check, Expr.Call call) {
    return check.view().callOf(call).filter(c -> changing.contains(c.path())).isPresent();
  }

  private void report(Check check, CallSite raised, CallSite lowered, Stmt between) {
    Optional<Stmt.Try> around =
        check.view().all(Stmt.Try.class).stream()
            .filter(t -> t.body().getFirst().start() <= raised.node().start())
            .filter(t -> raised.node().end() <= t.body().getLast().end())
            .reduce((outer, inner) -> inner);
    boolean isUndone =
        around
            .filter(t ->
                Inside.any(t.finalbody(), Expr.Call.class, c -> isLowering(check, c))
                    || (!t.handlers().isEmpty()
                        && t.handlers().stream()
                            .allMatch(h ->
                                Inside.any(h.body(), Expr.Call.class, c -> isLowering(check, c)))))
            .isPresent();
    if (isUndone) {
      return;
    }
    check.report(
        check
            .present(raised.place())
            .step(raised.place(), "privileges are raised")
            .step(Place.of(raised.module(), between), "this may fail")
            .step(lowered.place(), "and then this does not run: it is in no finally")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present", "name", raised.calledName() + "()")));
  }

  private boolean isLowering(Check check, Expr.Call call) {
    return check.view().callOf(call).filter(c -> lowers(check, c)).isPresent();
  }
}
