package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Taking one element of a result that is empty where nothing matches: an index on a comprehension
 * with a condition, and {@code next} on such a generator without a default.
 *
 * <p>Production code is silent where an exception handler or a test of the same iterable stands
 * around it; what calls give is not known here, so {@code f()[0]} is never reported.
 */
public record UnguardedLookup() implements Detector {
  @Override
  public void review(Check check) {
    ModuleView view = check.view();
    for (Expr.Subscript subscript : view.all(Expr.Subscript.class)) {
      if (isFiltered(subscript.value()) && isEnd(subscript.index())) {
        String index = Wording.written(subscript.index(), view);
        found(subscript, "[…][" + index + "] raises IndexError when nothing matches", check);
      }
    }
    for (CallSite call : view.calls()) {
      boolean next =
          call.path().equals("builtins.next")
              && call.node().args().size() == 1
              && isFiltered(firstOf(call.node().args().getFirst()));
      if (next) {
        found(call.node(), "next(…) raises StopIteration when nothing matches", check);
      }
    }
  }

  private static Expr firstOf(Expr e) {
    boolean iter =
        e instanceof Expr.Call c
            && c.function() instanceof Expr.Name n
            && n.id().equals("iter")
            && c.args().size() == 1;
    return iter ? ((Expr.Call) e).args().getFirst() : e;
  }

  /** A comprehension with a condition, which can leave nothing. */
  private static boolean isFiltered(Expr e) {
    return switch (e) {
      case Expr.ListComp c -> c.generators().stream().anyMatch(g -> !g.ifs().isEmpty());
      case Expr.GeneratorExp c -> c.generators().stream().anyMatch(g -> !g.ifs().isEmpty());
      case Expr.Call c ->
          c.function() instanceof Expr.Name n
              && List.of("list", "sorted", "tuple").contains(n.id())
              && !c.args().isEmpty()
              && isFiltered(c.args().getFirst());
      default -> false;
    };
  }

  private static boolean isEnd(Expr index) {
    return index instanceof Expr.Int
        || (index instanceof Expr.UnaryOp u && u.operand() instanceof Expr.Int);
  }

  private static void found(Expr node, String what, Check check) {
    Place place = Place.of(check.view().module(), node);
    String where =
        check
            .view()
            .module()
            .scopes()
            .functionAt(node.start())
            .map(f -> " in " + f.name())
            .orElse("");
    if (check.inTest()) {
      check.report(
          Finding.caution(check.weakness(), place, Reason.TEST_CODE)
              .step(place, "the condition" + where + " decides whether an element is left")
              .saying(what + ": a test fails, no more."));
    } else if (!isHandled(node, check.view())) {
      Optional<Finding.Evidence> client = new ClientConditions(check).in(node);
      if (client.isPresent()) {
        check.report(
            check
                .present(place)
                .control(Control.REMOTE)
                .step(client.get().place(), client.get().text())
                .step(place, "the condition" + where + " decides whether an element is left")
                .saying(
                    what
                        + where
                        + ": a client who names what is not there gets an internal error."));
        return;
      }
      check.report(
          Finding.caution(check.weakness(), place, Reason.EXPOSED_TO_CALLERS)
              .step(place, "no handler for it and no test stand around the place")
              .saying(what + where + ": whoever decides what matches decides whether it fails."));
    }
  }

  /** Whether a {@code try} body, a {@code with}, a condition or an assertion stands around it. */
  private static boolean isHandled(Node node, ModuleView view) {
    Node child = node;
    Optional<Node> parent = view.parent(child);
    while (parent.isPresent()) {
      switch (parent.get()) {
        case Stmt.Try t -> {
          if (t.body().contains(child) && !t.handlers().isEmpty()) {
            return true;
          }
        }
        case Stmt.If _, Stmt.While _, Stmt.With _, Expr.IfExp _ -> {
          return true;
        }
        case Stmt.FunctionDef _ -> {
          return false;
        }
        default -> {}
      }
      child = parent.get();
      parent = view.parent(child);
    }
    return false;
  }
}
