package org.assize.ir;

import java.util.List;
import org.assize.syntax.Node.ExceptHandler;
import org.assize.syntax.Node.WithItem;
import org.assize.syntax.Stmt;

/** Lowers what handles exceptions: {@code try} and {@code with}. */
final class Tries {
  private final BodyLowering in;
  private final Code code;
  private final Ssa ssa;

  Tries(BodyLowering in) {
    this.in = in;
    this.code = in.code;
    this.ssa = in.ssa;
  }

  void lower(Stmt.Try s) {
    if (s.finalbody().isEmpty()) {
      guarded(s);
      return;
    }
    Finally last = new Finally(in, s.finalbody(), s);
    in.exits.enter(new Exits.FinallyFrame(last));
    code.handler = last.raised;
    guarded(s);
    reachIfNothingRaises(last.raised);
    in.exits.exit();
    last.reachNormally();
    last.lower();
  }

  /** The body with its clauses and {@code else}. */
  private void guarded(Stmt.Try s) {
    if (s.handlers().isEmpty()) {
      in.statements.all(s.body());
      in.statements.all(s.orelse());
      return;
    }
    int outer = code.handler;
    int before = code.current;
    int handler = code.newBlock();
    int after = code.newBlock();
    code.handler = handler;
    in.statements.all(s.body());
    reachIfNothingRaises(handler);
    code.handler = outer;
    in.statements.all(s.orelse());
    in.goOn(after, s);
    ssa.comesFrom(handler, before);
    in.begin(handler);
    clauses(s, after);
    ssa.comesFrom(after, before);
    in.begin(after);
  }

  /** What can raise is judged by instructions alone, so no handler is taken for unreachable. */
  private void reachIfNothingRaises(int handler) {
    if (code.predecessorCounts[handler] == 0) {
      code.reach(handler);
    }
  }

  private void clauses(Stmt.Try s, int after) {
    int outerCaught = in.caught;
    int caught = in.emit(Op.CAUGHT, 0, s.handlers().get(0));
    in.caught = caught;
    boolean open = true;
    for (ExceptHandler clause : s.handlers()) {
      int next = code.newBlock();
      int held = caught;
      if (clause.type() != null) {
        int body = code.newBlock();
        int type = in.expressions.value(clause.type());
        ssa.comesFrom(next, code.current);
        int caughtHere = in.emit(Op.CATCHES, 0, clause.type(), caught, type);
        in.conditions.on(caughtHere, ssa.mentionMark(), body, next, clause.type());
        in.begin(body);
        held = isNamed(clause) ? in.emit(Op.SIGMA, 1, clause.type(), caught, caughtHere) : caught;
      } else {
        open = false;
      }
      clause(clause, held);
      in.goOn(s.isStar() ? next : after, clause);
      in.begin(next);
    }
    if (s.isStar()) {
      all(s, caught, after);
    } else if (open) {
      again(s, caught);
    } else {
      code.end();
    }
    in.caught = outerCaught;
  }

  private static boolean isNamed(ExceptHandler clause) {
    return clause.name() != null || clause.target() != null;
  }

  /** The clauses of {@code except*} share the exceptions of a group; what is left is raised. */
  private void all(Stmt.Try s, int caught, int after) {
    int handled = in.emit(Op.SWALLOWS, 0, s, caught);
    int rest = code.newBlock();
    in.conditions.on(handled, ssa.mentionMark(), after, rest, s);
    in.begin(rest);
    again(s, caught);
  }

  private void again(Stmt.Try s, int caught) {
    in.emit(Op.RAISE, 0, s, caught);
    code.end();
  }

  private void clause(ExceptHandler clause, int caught) {
    if (clause.name() != null) {
      in.write(clause.name(), caught, clause);
    } else if (clause.target() != null) {
      in.targets.assign(clause.target(), caught);
    }
    in.statements.all(clause.body());
    if (clause.name() != null && !in.isPython2() && !code.hasEnded()) {
      in.delete(clause.name(), clause);
    }
  }

  /** One manager of a {@code with}, around the next one or the body. */
  void with(Stmt.With s, int index) {
    List<WithItem> items = s.items();
    if (index == items.size()) {
      in.statements.all(s.body());
      return;
    }
    WithItem item = items.get(index);
    int async = s.isAsync() ? 1 : 0;
    int manager = in.expressions.value(item.context());
    int entered = in.emit(Op.ENTER, async, item.context(), manager);
    int before = code.current;
    int outer = code.handler;
    int handler = code.newBlock();
    int after = code.newBlock();
    in.exits.enter(new Exits.WithFrame(manager, async, item.context(), outer));
    code.handler = handler;
    if (item.target() != null) {
      in.targets.assign(item.target(), entered);
    }
    with(s, index + 1);
    in.exits.exit();
    code.handler = outer;
    if (!code.hasEnded()) {
      in.emit(Op.EXIT, async, item.context(), manager);
      in.goOn(after, s);
    }
    ssa.comesFrom(handler, before);
    in.begin(handler);
    if (code.isOpen()) {
      swallow(item, manager, async, after);
    }
    ssa.comesFrom(after, before);
    in.begin(after);
  }

  private void swallow(WithItem item, int manager, int async, int after) {
    int caught = in.emit(Op.CAUGHT, 0, item.context());
    int left = in.emit(Op.EXIT, async, item.context(), manager, caught);
    int swallows = in.emit(Op.SWALLOWS, 0, item.context(), left);
    int rest = code.newBlock();
    in.conditions.on(swallows, ssa.mentionMark(), after, rest, item.context());
    in.begin(rest);
    in.emit(Op.RAISE, 0, item.context(), caught);
    code.end();
  }
}
