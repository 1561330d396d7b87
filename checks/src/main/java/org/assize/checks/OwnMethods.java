package org.assize.checks;

import java.util.List;
import org.assize.base.Memo;
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
final class OwnMethods {
  private final ProgramView program;

  /** Few names are asked for, each of them often. */
  private final Memo<Asked, Boolean> deciding = new Memo<>(this::findDeciding);

  private record Asked(String name, String keyword) {}

  private OwnMethods(ProgramView program) {
    this.program = program;
  }

  static OwnMethods of(ProgramView program) {
    return program.part(OwnMethods.class, "", (p, _) -> new OwnMethods(p));
  }

  /** Whether a function of the name that is called decides itself about what a setting is of. */
  boolean decide(CallSite call, Fact.Setting setting) {
    return setting.slot() instanceof Slot.Argument a
        && !a.keyword().isEmpty()
        && deciding.get(new Asked(call.calledName(), a.keyword()));
  }

  private boolean findDeciding(Asked asked) {
    return program.references().named(asked.name()).stream()
        .filter(u -> u.kind() == Use.Kind.DEFINITION && !program.isTest(u.module()))
        .anyMatch(u -> u.node() instanceof Stmt.FunctionDef f && speaksOf(f, asked.keyword()));
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
