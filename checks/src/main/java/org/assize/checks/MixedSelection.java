package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Methods of views that give what belongs to whoever is asking for one action, and everything for
 * the others: a list of one's own beside details of anybody.
 */
record MixedSelection(GuardWords words, ProgramView program) {
  /**
   * Returns the statement that gives everything.
   *
   * @param method one called {@code get_queryset}
   */
  Optional<Stmt.Return> everything(PythonFunction method) {
    GuardedCode code = new GuardedCode(words, program, program.view(method.module()));
    RequesterNames requester = new RequesterNames(method, code, program);
    List<Stmt.If> tests = Inside.all(LiveStatements.of(method.node()), Stmt.If.class);
    boolean byAction =
        !tests.isEmpty()
            && tests.stream().allMatch(t -> isOfAction(t.test()))
            && tests.stream().noneMatch(t -> requester.isMentionedIn(t.test()));
    List<Stmt.Return> given = Inside.all(method.node().body(), Stmt.Return.class);
    boolean hasOwn = given.stream().anyMatch(requester::isMentionedIn);
    return byAction && hasOwn
        ? given.stream().filter(r -> isAll(r.value())).findFirst()
        : Optional.empty();
  }

  private static boolean isOfAction(Expr test) {
    return Inside.any(
        List.of(test),
        Expr.Attribute.class,
        a -> a.attribute().equals("action") || a.attribute().equals("method"));
  }

  private static boolean isAll(@Nullable Expr value) {
    return value instanceof Expr.Call c
        && c.args().isEmpty()
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals("all");
  }
}
