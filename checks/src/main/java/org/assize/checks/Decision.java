package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assize.facts.Constant;
import org.assize.program.PythonModule;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;
import org.assize.syntax.UnaryOperator;

/**
 * A condition that decides whether a place is reached.
 *
 * @param holds what the condition must be for that
 */
record Decision(Expr test, boolean holds) {

  /** Returns the conditions directly around a node, and those that left its block before it. */
  static List<Decision> on(Node inner, Node outer) {
    List<Decision> found = new ArrayList<>();
    if (outer instanceof Stmt.If s && s.test() != inner) {
      found.add(new Decision(s.test(), s.body().contains(inner)));
    } else if (outer instanceof Expr.IfExp e && e.test() != inner) {
      found.add(new Decision(e.test(), e.body() == inner));
    }
    for (List<Stmt> block : LocalGuards.blocks(outer)) {
      for (Stmt earlier : block.subList(0, Math.max(0, block.indexOf(inner)))) {
        if (earlier instanceof Stmt.If s && LocalGuards.leaves(s.body())) {
          found.add(new Decision(s.test(), false));
        }
      }
    }
    return found;
  }

  /**
   * Returns the call in the program that makes it so, where the condition asks a parameter.
   *
   * @param module of the condition
   */
  Optional<CallerValues.Passed> caller(ProgramView program, PythonModule module) {
    return caller(test, holds, program, module);
  }

  private static Optional<CallerValues.Passed> caller(
      Expr test, boolean holds, ProgramView program, PythonModule module) {
    if (test instanceof Expr.UnaryOp u && u.op() == UnaryOperator.NOT) {
      return caller(u.operand(), !holds, program, module);
    }
    if (!(test instanceof Expr.Compare c) || c.ops().size() != 1) {
      return passing(test, value -> isTrue(value) == holds, program, module);
    }
    CompareOperator op = c.ops().getFirst();
    boolean isSame = op == CompareOperator.EQ || op == CompareOperator.IS;
    boolean isOther = op == CompareOperator.NOT_EQ || op == CompareOperator.IS_NOT;
    Optional<Constant> wanted = program.values().literal(c.comparators().getFirst(), module);
    return (isSame || isOther) && wanted.isPresent()
        ? passing(
            c.left(), value -> value.equals(wanted.get()) == (isSame == holds), program, module)
        : Optional.empty();
  }

  private static Optional<CallerValues.Passed> passing(
      Expr asked, Predicate<Constant> kind, ProgramView program, PythonModule module) {
    return program
        .values()
        .parameter(asked, module)
        .flatMap(p -> new CallerValues(program).first(p, module, kind));
  }

  private static boolean isTrue(Constant constant) {
    return switch (constant) {
      case Constant.Bool b -> b.equals(Constant.Bool.TRUE);
      case Constant.Text t -> !t.value().isEmpty();
      case Constant.Int i -> i.value().signum() != 0;
      case Constant.Real r -> r.value() != 0;
      case Constant.Nothing _ -> false;
      case Constant.Name _ -> true;
    };
  }
}
