package org.assize.ir;

import java.util.List;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * The {@code finally} part of one {@code try}: it is lowered once for each way in which the rest is
 * left (at its end, by an exception, by {@code return}, {@code break}, {@code continue}), so that
 * what is known on one way is not lost to another. Inside of such a copy, a further {@code finally}
 * is lowered once for all ways, and a variable tells where to go on: so the size stays linear.
 */
final class Finally {
  private static final int NORMAL = Exits.Kind.values().length;
  private static final int RAISED = NORMAL + 1;
  private static final int WAYS = RAISED + 1;

  private final BodyLowering in;
  private final Code code;
  private final Ssa ssa;
  private final List<Stmt> body;
  private final Node place;
  private final int before;
  private final boolean shared;

  /** What is in force outside. */
  private final int handler;

  /**
   * The block in which each way begins, or -1; where shared, the one block for those that occur.
   */
  private final int[] blocks = {Code.NONE, Code.NONE, Code.NONE, Code.NONE, Code.NONE};

  /** Holds the value that is returned. */
  private final int returned;

  /** Holds the exception. */
  private final int exception;

  private final int way;

  /** The block that exceptions from inside go to. */
  final int raised;

  Finally(BodyLowering in, List<Stmt> body, Node place) {
    this.in = in;
    this.code = in.code;
    this.ssa = in.ssa;
    this.body = body;
    this.place = place;
    this.before = code.current;
    this.handler = code.handler;
    this.shared = in.copies > 0;
    this.returned = in.variables.temporary();
    this.exception = in.variables.temporary();
    this.way = in.variables.temporary();
    this.raised = code.newBlock();
  }

  /** Goes to the part on the way of an early exit. */
  void reach(Exits.Kind kind, int value, Node from) {
    if (kind == Exits.Kind.RETURN) {
      ssa.define(returned, value);
    }
    go(Ordinals.of(kind), from);
  }

  /** Goes to the part from the end of the rest. */
  void reachNormally() {
    if (!code.hasEnded()) {
      go(NORMAL, place);
    }
  }

  private void go(int kind, Node from) {
    if (blocks[kind] == Code.NONE) {
      blocks[kind] = shared && known() != Code.NONE ? known() : code.newBlock();
      ssa.comesFrom(blocks[kind], before);
    }
    if (shared) {
      ssa.define(way, in.whole(kind, from));
    }
    code.jump(blocks[kind], from.start(), from.end());
  }

  private int known() {
    for (int block : blocks) {
      if (block != Code.NONE) {
        return block;
      }
    }
    return Code.NONE;
  }

  /** Lowers the part for every way that occurs, and goes on behind it. */
  void lower() {
    code.handler = handler;
    ssa.comesFrom(raised, before);
    in.begin(raised);
    if (code.isOpen()) {
      ssa.define(exception, in.emit(Op.CAUGHT, 0, place));
      go(RAISED, place);
    }
    int after = code.newBlock();
    if (shared) {
      together(after);
    } else {
      for (int kind = 0; kind < WAYS; kind++) {
        if (blocks[kind] != Code.NONE) {
          in.begin(blocks[kind]);
          copy();
          proceed(kind, after);
        }
      }
    }
    ssa.comesFrom(after, before);
    in.begin(after);
  }

  private void together(int after) {
    int block = known();
    if (block == Code.NONE) {
      return;
    }
    in.begin(block);
    copy();
    int last = Code.NONE;
    for (int kind = 0; kind < WAYS; kind++) {
      if (blocks[kind] != Code.NONE) {
        if (last != Code.NONE) {
          select(last, after);
        }
        last = kind;
      }
    }
    proceed(last, after);
  }

  private void select(int kind, int after) {
    int equals = Ordinals.of(CompareOperator.EQ);
    int is = in.emit(Op.COMPARE, equals, place, ssa.read(way), in.whole(kind, place));
    int then = code.newBlock();
    int next = code.newBlock();
    in.conditions.on(is, ssa.mentionMark(), then, next, place);
    in.begin(then);
    proceed(kind, after);
    in.begin(next);
  }

  private void copy() {
    in.copies++;
    in.statements.all(body);
    in.copies--;
  }

  private void proceed(int kind, int after) {
    if (code.hasEnded()) {
      return;
    }
    if (kind == NORMAL) {
      in.goOn(after, place);
    } else if (kind == RAISED) {
      in.emit(Op.RAISE, 0, place, ssa.read(exception));
      code.end();
    } else {
      Exits.Kind exit = Ordinals.constant(Exits.Kind.class, kind);
      int value = exit == Exits.Kind.RETURN ? ssa.read(returned) : Code.NONE;
      in.exits.leave(exit, value, place);
    }
  }
}
