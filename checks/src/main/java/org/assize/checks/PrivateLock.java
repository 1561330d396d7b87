package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds locks that a function makes for itself: each call has its own, so none waits for another.
 *
 * @param locks dotted names of what makes a lock
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the lock
 */
public record PrivateLock(Set<String> locks, Map<String, String> say) implements Detector {
  private static final Set<String> HOLDING = Set.of("acquire", "release", "locked");

  /** Checks the sentences. */
  public PrivateLock {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (locks.contains(call.path())
          && call.function().isPresent()
          && check.view().parent(call.node()).orElse(null) instanceof Stmt.Assign made
          && made.targets().size() == 1
          && made.targets().getFirst() instanceof Expr.Name name
          && isPrivate(check, call.function().get(), name)) {
        check.report(
            check
                .present(call.place())
                .step(call.place(), "each call of " + call.function().get().name() + " makes one")
                .saying(
                    new Sentences(say)
                        .fill(check.inTest() ? "test" : "present", "name", name.id())));
      }
    }
  }

  /** Whether the lock is held, and used for nothing else: handed to nobody, kept nowhere. */
  private static boolean isPrivate(Check check, PythonFunction function, Expr.Name name) {
    if (!function.body().children().isEmpty() || function.body().local(name.id()).isEmpty()) {
      return false;
    }
    boolean isHeld = false;
    for (Expr.Name use : Inside.all(function.node().body(), Expr.Name.class)) {
      if (use.id().equals(name.id()) && use != name) {
        Node parent = check.view().parent(use).orElse(use);
        boolean isWith = parent instanceof Node.WithItem;
        boolean isCalled =
            parent instanceof Expr.Attribute a
                && HOLDING.contains(a.attribute())
                && check.view().parent(a).orElse(a) instanceof Expr.Call; // else it is kept
        if (!isWith && !isCalled) {
          return false;
        }
        isHeld = true;
      }
    }
    return isHeld;
  }
}
