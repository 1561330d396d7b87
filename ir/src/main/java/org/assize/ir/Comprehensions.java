package org.assize.ir;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Node.Comprehension;

/**
 * Lowers comprehensions and generator expressions to loops in the body around them. The first
 * iterable is evaluated in the scope around, all else in a scope of its own. A generator's elements
 * are collected where it stands, although Python computes each when it is asked for.
 */
final class Comprehensions {
  private final BodyLowering in;
  private final Code code;

  Comprehensions(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  int list(Expr.ListComp e) {
    return collect(Op.LIST, -1, e, e.generators(), List.of(e.element()));
  }

  int set(Expr.SetComp e) {
    return collect(Op.SET, -1, e, e.generators(), List.of(e.element()));
  }

  int dict(Expr.DictComp e) {
    return collect(Op.DICT, 0, e, e.generators(), List.of(e.key(), e.value()));
  }

  int generator(Expr.GeneratorExp e) {
    return collect(Op.GENERATOR, 0, e, e.generators(), List.of(e.element()));
  }

  private int collect(
      Op op, int arg, Expr place, List<Comprehension> clauses, List<Expr> elements) {
    int first = in.expressions.value(clauses.get(0).iter());
    int result = in.emit(op, arg, place);
    in.variables.open(in.scopes.openedBy(place).orElseThrow());
    clause(
        clauses,
        0,
        first,
        () -> {
          int mark = code.stack.size();
          code.stack.add(result);
          for (Expr element : elements) {
            code.stack.add(in.expressions.value(element));
          }
          code.emitStacked(Op.COLLECT, 0, place.start(), place.end(), mark);
        });
    in.variables.close();
    return result;
  }

  private void clause(List<Comprehension> clauses, int index, int iterable, Runnable innermost) {
    Comprehension clause = clauses.get(index);
    Loop loop = new Loop(in, clause.iter());
    loop.iterate(iterable, clause.isAsync());
    in.targets.assign(clause.target(), loop.element());
    for (Expr test : clause.ifs()) {
      int next = code.newBlock();
      in.conditions.branch(test, next, loop.header());
      in.begin(next);
    }
    if (index + 1 == clauses.size()) {
      innermost.run();
    } else {
      int next = in.expressions.value(clauses.get(index + 1).iter());
      clause(clauses, index + 1, next, innermost);
    }
    loop.repeat();
    loop.finish(loop.exit());
  }
}
