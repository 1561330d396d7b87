package org.assize.ir;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;

/** Lowers what is assigned to, deleted, or changed in place. */
final class Targets {
  private final BodyLowering in;
  private final Code code;

  Targets(BodyLowering in) {
    this.in = in;
    this.code = in.code;
  }

  /** Gives a target a value. */
  void assign(Expr target, int value) {
    switch (target) {
      case Expr.Name e -> in.write(e.id(), value, e);
      case Expr.Attribute e -> {
        int object = in.expressions.value(e.value());
        in.emit(Op.SET_ATTR, in.name(e.attribute()), e, object, value);
      }
      case Expr.Subscript e -> {
        int mark = code.stack.size();
        code.stack.add(in.expressions.value(e.value()));
        code.stack.add(in.expressions.value(e.index()));
        code.stack.add(value);
        code.emitStacked(Op.SET_ITEM, 0, e.start(), e.end(), mark);
      }
      case Expr.Tuple e -> unpack(e.elements(), value);
      case Expr.ListExpr e -> unpack(e.elements(), value);
      case Expr.Starred e -> assign(e.value(), value);
      default -> in.expressions.value(target);
    }
  }

  /** All parts are taken before the first is assigned. */
  private void unpack(List<Expr> targets, int value) {
    int mark = code.stack.size();
    int star = star(targets);
    for (int i = 0; i < targets.size(); i++) {
      int shape = in.tables.unpackings.id(new Unpacking(i, targets.size(), star));
      code.stack.add(in.emit(Op.UNPACK, shape, targets.get(i), value));
    }
    for (int i = 0; i < targets.size(); i++) {
      assign(targets.get(i), code.stack.get(mark + i));
    }
    code.stack.truncate(mark);
  }

  private static int star(List<Expr> targets) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Expr.Starred) {
        return i;
      }
    }
    return -1;
  }

  /** {@code target op= value}: object and key are evaluated once, before the value. */
  void change(Expr target, Operator op, Expr value) {
    switch (target) {
      case Expr.Attribute e -> {
        int object = in.expressions.value(e.value());
        int old = in.emit(Op.ATTR, in.name(e.attribute()), e, object);
        int changed = inPlace(old, op, value, e);
        in.emit(Op.SET_ATTR, in.name(e.attribute()), e, object, changed);
      }
      case Expr.Subscript e -> {
        int object = in.expressions.value(e.value());
        int key = in.expressions.value(e.index());
        int old = in.emit(Op.ITEM, 0, e, object, key);
        int changed = inPlace(old, op, value, e);
        int mark = code.stack.size();
        code.stack.add(object);
        code.stack.add(key);
        code.stack.add(changed);
        code.emitStacked(Op.SET_ITEM, 0, e.start(), e.end(), mark);
      }
      default -> {
        int old = in.expressions.value(target);
        assign(target, inPlace(old, op, value, target));
      }
    }
  }

  private int inPlace(int old, Operator op, Expr value, Expr target) {
    int right = in.expressions.value(value);
    int start = Math.min(target.start(), value.start());
    return code.emit(
        Op.IN_PLACE, Ordinals.of(op), start, Math.max(target.end(), value.end()), old, right);
  }

  /** {@code del target}. */
  void delete(Expr target) {
    switch (target) {
      case Expr.Name e -> in.delete(e.id(), e);
      case Expr.Attribute e -> {
        int object = in.expressions.value(e.value());
        in.emit(Op.DELETE_ATTR, in.name(e.attribute()), e, object);
      }
      case Expr.Subscript e -> {
        int object = in.expressions.value(e.value());
        in.emit(Op.DELETE_ITEM, 0, e, object, in.expressions.value(e.index()));
      }
      case Expr.Tuple e -> e.elements().forEach(this::delete);
      case Expr.ListExpr e -> e.elements().forEach(this::delete);
      default -> in.expressions.value(target);
    }
  }
}
