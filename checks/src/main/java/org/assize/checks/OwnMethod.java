package org.assize.checks;

import java.util.List;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Functions of the program with the name of a library's method, where nothing tells whose method is
 * called. What such a function says of an argument, it says for those who call it.
 */
final class OwnMethod {
  private OwnMethod() {}

  /** Whether a function of the name that is called decides itself about what a setting is of. */
  static boolean decides(CallSite call, Fact.Setting setting, Check check) {
    String keyword = setting.slot() instanceof Slot.Argument a ? a.keyword() : "";
    return !keyword.isEmpty()
        && check.program().references().named(call.calledName()).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION && !check.program().isTest(u.module()))
            .anyMatch(u -> u.node() instanceof Stmt.FunctionDef f && speaksOf(f, keyword));
  }

  private static boolean speaksOf(Stmt.FunctionDef function, String keyword) {
    List<Stmt> body = function.body();
    return Inside.any(body, Expr.Str.class, s -> s.value().equals(keyword))
        || Inside.any(
            body, Expr.Call.class, c -> c.keywords().stream().anyMatch(k -> isOf(k, keyword)));
  }

  private static boolean isOf(Node.Keyword given, String keyword) {
    return keyword.equals(given.name());
  }
}
