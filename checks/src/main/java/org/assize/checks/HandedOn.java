package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/** Functions that do nothing but hand their work on to another of the same name. */
final class HandedOn {
  private HandedOn() {}

  /** The function itself, or the one of its name to which it hands everything on. */
  static PythonFunction worker(PythonFunction function, ProgramView program) {
    List<Stmt> body = function.node().body();
    boolean handsOn =
        body.getLast() instanceof Stmt.Return r
            && body.size() <= 2
            && r.value() instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals(function.name());
    if (!handsOn) {
      return function;
    }
    List<PythonFunction> others = new ArrayList<>();
    for (Use use : program.references().named(function.name())) {
      if (use.kind() == Use.Kind.DEFINITION
          && !program.isTest(use.module())
          && program.references().target(use).orElse(null) instanceof Target.FunctionTarget t
          && t.function() != function) {
        others.add(t.function());
      }
    }
    return others.size() == 1 ? others.getFirst() : function;
  }
}
