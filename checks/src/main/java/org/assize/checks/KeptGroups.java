package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Constant;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds privileges that are given up in part only: the user changes and the groups of the old one
 * stay, or a change that fails is passed over.
 *
 * @param users dotted names of functions that change the user for good
 * @param groups plain names of functions that change groups
 * @param say sentences for {@code kept}, {@code late}, {@code ignored} and {@code test}; {@code
 *     {name}} is what changes the user
 */
public record KeptGroups(Set<String> users, Set<String> groups, Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public KeptGroups {
    Sentences.require(say, List.of("kept", "late", "ignored", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (users.contains(call.path()) && givesUp(check, call)) {
        Optional<Node.ExceptHandler> ignoring = ignoring(check, call);
        if (ignoring.isPresent()) {
          report(check, call, handler(call.module(), ignoring.get()), "ignored");
        } else {
          groups(check, call);
        }
      }
    }
  }

  /** Root is no user to become, and what is read back changes nothing. */
  private static boolean givesUp(Check check, CallSite call) {
    return call.node().args().stream()
        .findFirst()
        .filter(a -> !(a instanceof Expr.Call))
        .filter(a ->
            !(check.program().constants().of(a, call.module()).orElse(null)
                    instanceof Constant.Whole(long id)
                && id == 0))
        .isPresent();
  }

  private void groups(Check check, CallSite call) {
    List<CallSite> changes =
        check.view().calls().stream()
            .filter(c -> groups.contains(c.calledName()))
            .filter(c -> c.function().equals(call.function()) || !isOfAnother(check, c))
            .toList();
    if (changes.isEmpty()) {
      report(check, call, call.place(), "kept");
      return;
    }
    List<CallSite> here =
        changes.stream().filter(c -> c.function().equals(call.function())).toList();
    boolean isLate =
        !here.isEmpty() && here.stream().allMatch(c -> call.node().end() <= c.node().start());
    if (isLate && call.function().isPresent()) {
      report(check, call, here.getFirst().place(), "late");
    }
  }

  /** Groups that change together with a user elsewhere are no help here. */
  private boolean isOfAnother(Check check, CallSite groupChange) {
    return check.view().calls().stream()
        .anyMatch(c -> users.contains(c.path()) && c.function().equals(groupChange.function()));
  }

  /** The handler that passes over a change which fails. */
  private static Optional<Node.ExceptHandler> ignoring(Check check, CallSite call) {
    return check.view().all(Stmt.Try.class).stream()
        .filter(t ->
            t.body().getFirst().start() <= call.node().start()
                && call.node().end() <= t.body().getLast().end())
        .flatMap(t -> t.handlers().stream())
        .filter(h -> h.body().size() == 1 && h.body().getFirst() instanceof Stmt.Pass)
        .findFirst();
  }

  private static Place handler(PythonModule module, Node.ExceptHandler handler) {
    return new Place(module, handler.start(), handler.body().getFirst().end());
  }

  private void report(Check check, CallSite call, Place decides, String which) {
    check.report(
        check
            .present(which.equals("ignored") ? decides : call.place())
            .step(call.place(), "the user changes here")
            .step(decides, "this decides")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", call.path())));
  }
}
