package org.assize.ir;

import java.util.List;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.UnaryOperator;

/**
 * Lowers tests to control flow: each atomic test is a branch of its own. The values of short
 * circuits, chained comparisons and conditional expressions go through a variable without a name.
 */
final class Conditions {
  /** Names deeper inside of a test than this are not what it is about. */
  private static final int MENTION_DEPTH = 8;

  private static final int MENTION_COUNT = 16;

  private final BodyLowering in;
  private final Code code;
  private final Ssa ssa;

  Conditions(BodyLowering in) {
    this.in = in;
    this.code = in.code;
    this.ssa = in.ssa;
  }

  /** Goes on in one block where an expression is true, and in the other where it is false. */
  void branch(Expr test, int whenTrue, int whenFalse) {
    ssa.comesFrom(whenTrue, code.current);
    ssa.comesFrom(whenFalse, code.current);
    switch (test) {
      case Expr.BoolOp e -> {
        for (int i = 0; i < e.values().size() - 1; i++) {
          int next = code.newBlock();
          branch(e.values().get(i), e.isAnd() ? next : whenTrue, e.isAnd() ? whenFalse : next);
          in.begin(next);
        }
        branch(e.values().getLast(), whenTrue, whenFalse);
      }
      case Expr.UnaryOp e when e.op() == UnaryOperator.NOT ->
          branch(e.operand(), whenFalse, whenTrue);
      case Expr.Compare e when e.ops().size() > 1 -> comparisons(e, whenTrue, whenFalse);
      case Expr.IfExp e -> {
        int body = code.newBlock();
        int orelse = code.newBlock();
        branch(e.test(), body, orelse);
        in.begin(body);
        branch(e.body(), whenTrue, whenFalse);
        in.begin(orelse);
        branch(e.orelse(), whenTrue, whenFalse);
      }
      default -> {
        int value = in.expressions.value(test);
        int mark = ssa.mentionMark();
        mention(test, mark, 0);
        on(value, mark, whenTrue, whenFalse, test);
      }
    }
  }

  /** Branches on a value; the variables mentioned since the mark become σ behind it. */
  void on(int value, int mark, int whenTrue, int whenFalse, Node place) {
    code.branch(value, whenTrue, whenFalse, place.start(), place.end());
    ssa.mentionedSince(mark, code.current);
  }

  private void comparisons(Expr.Compare e, int whenTrue, int whenFalse) {
    int left = in.expressions.value(e.left());
    Expr leftTree = e.left();
    for (int i = 0; i < e.ops().size(); i++) {
      Expr rightTree = e.comparators().get(i);
      int right = in.expressions.value(rightTree);
      int result = compare(e.ops().get(i), leftTree, left, rightTree, right);
      int mark = ssa.mentionMark();
      mention(leftTree, mark, 0);
      mention(rightTree, mark, 0);
      boolean isLast = i == e.ops().size() - 1;
      int next = isLast ? whenTrue : code.newBlock();
      on(result, mark, next, whenFalse, e);
      left = right;
      if (!isLast) {
        in.begin(next);
        left = refined(rightTree, right);
      }
      leftTree = rightTree;
    }
  }

  /** A variable has another name behind the branch; nothing has written it since. */
  private int refined(Expr tree, int value) {
    boolean known = tree instanceof Expr.Name n && in.variables.resolve(n.id()).isValue();
    return known ? in.expressions.value(tree) : value;
  }

  private int compare(CompareOperator op, Expr leftTree, int left, Expr rightTree, int right) {
    int start = Math.min(leftTree.start(), rightTree.start());
    int end = Math.max(leftTree.end(), rightTree.end());
    return code.emit(Op.COMPARE, Ordinals.of(op), start, end, left, right);
  }

  /** The value of {@code a < b < c}. */
  int chain(Expr.Compare e) {
    Join join = new Join();
    int left = in.expressions.value(e.left());
    Expr leftTree = e.left();
    for (int i = 0; i < e.ops().size(); i++) {
      Expr rightTree = e.comparators().get(i);
      int right = in.expressions.value(rightTree);
      int result = compare(e.ops().get(i), leftTree, left, rightTree, right);
      if (i == e.ops().size() - 1) {
        join.add(result, e);
      } else {
        int mark = ssa.mentionMark();
        mention(leftTree, mark, 0);
        mention(rightTree, mark, 0);
        join.addUnless(true, result, mark, e);
        right = refined(rightTree, right);
      }
      left = right;
      leftTree = rightTree;
    }
    return join.value();
  }

  /** The value of {@code a and b}, {@code a or b}. */
  int shortCircuit(Expr.BoolOp e) {
    Join join = new Join();
    List<Expr> values = e.values();
    for (int i = 0; i < values.size(); i++) {
      int value = in.expressions.value(values.get(i));
      if (i == values.size() - 1) {
        join.add(value, e);
      } else {
        int mark = ssa.mentionMark();
        mention(values.get(i), mark, 0);
        join.addUnless(e.isAnd(), value, mark, values.get(i));
      }
    }
    return join.value();
  }

  /** The value of {@code a if test else b}. */
  int conditional(Expr.IfExp e) {
    Join join = new Join();
    int body = code.newBlock();
    int orelse = code.newBlock();
    branch(e.test(), body, orelse);
    in.begin(body);
    join.add(in.expressions.value(e.body()), e);
    in.begin(orelse);
    join.add(in.expressions.value(e.orelse()), e);
    return join.value();
  }

  /** A value that is one of several, depending on the path. */
  private final class Join {
    private final int variable = in.variables.temporary();
    private final int before = code.current;
    private final int after = code.newBlock();

    /** Ends the current path with a value. */
    void add(int value, Node place) {
      ssa.define(variable, value);
      code.jump(after, place.start(), place.end());
    }

    /** Ends the path with a value unless its truth is the given one; else goes on. */
    void addUnless(boolean truth, int value, int mentions, Node place) {
      ssa.define(variable, value);
      ssa.mention(variable, mentions);
      int next = code.newBlock();
      int leave = code.newBlock();
      on(value, mentions, truth ? next : leave, truth ? leave : next, place);
      in.begin(leave);
      code.jump(after, place.start(), place.end());
      in.begin(next);
    }

    int value() {
      ssa.comesFrom(after, before);
      in.begin(after);
      return ssa.read(variable);
    }
  }

  /** Notes the variables that a test says something about. */
  void mention(Expr test, int mark, int depth) {
    if (depth > MENTION_DEPTH || ssa.mentionMark() - mark >= MENTION_COUNT) {
      return;
    }
    switch (test) {
      case Expr.Name e -> mention(e.id(), mark);
      case Expr.NamedExpr e -> {
        mention(e.target().id(), mark);
        mention(e.value(), mark, depth + 1);
      }
      case Expr.Attribute e -> mention(e.value(), mark, depth + 1);
      case Expr.Subscript e -> {
        mention(e.value(), mark, depth + 1);
        mention(e.index(), mark, depth + 1);
      }
      case Expr.Starred e -> mention(e.value(), mark, depth + 1);
      case Expr.Await e -> mention(e.value(), mark, depth + 1);
      case Expr.UnaryOp e -> mention(e.operand(), mark, depth + 1);
      case Expr.BinOp e -> {
        mention(e.left(), mark, depth + 1);
        mention(e.right(), mark, depth + 1);
      }
      case Expr.Compare e -> {
        mention(e.left(), mark, depth + 1);
        mentionAll(e.comparators(), mark, depth + 1);
      }
      case Expr.Tuple e -> mentionAll(e.elements(), mark, depth + 1);
      case Expr.Call e -> {
        mention(e.function(), mark, depth + 1);
        mentionAll(e.args(), mark, depth + 1);
        for (Node.Keyword keyword : e.keywords()) {
          mention(keyword.value(), mark, depth + 1);
        }
      }
      default -> {}
    }
  }

  private void mentionAll(List<Expr> expressions, int mark, int depth) {
    for (int i = 0; i < expressions.size() && i < MENTION_COUNT; i++) {
      mention(expressions.get(i), mark, depth);
    }
  }

  private void mention(String name, int mark) {
    Variable variable = in.variables.resolve(name);
    if (variable.isValue()) {
      ssa.mention(variable.id(), mark);
    }
  }
}
