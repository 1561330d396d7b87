package org.assize.ir;

import org.assize.syntax.Node;

/** The blocks of a loop: a header that is entered again, and where the loop is left. */
final class Loop {
  private final BodyLowering in;
  private final Code code;
  private final Node place;
  private final int before;
  private final int outer;
  private final int header;
  private final int exit;
  private int iterator = Code.NONE;
  private boolean async;

  Loop(BodyLowering in, Node place) {
    this.in = in;
    this.code = in.code;
    this.place = place;
    this.before = code.current;
    this.outer = code.ancestors.loop;
    this.header = code.newBlock();
    this.exit = code.newBlock();
  }

  /** Returns the block in front of which the next round starts. */
  int header() {
    return header;
  }

  /** Returns the block that is reached when no round is left. */
  int exit() {
    return exit;
  }

  /** Enters the header, which is not complete before {@link #finish}. */
  void enter() {
    code.jump(header, place.start(), place.start());
    in.ssa.comesFrom(header, before);
    code.start(header);
    code.ancestors.loop = header;
  }

  /** Starts a loop over the elements of a value, and goes on in its body. */
  void iterate(int iterable, boolean isAsync) {
    async = isAsync;
    iterator = in.emit(Op.ITERATE, async ? 1 : 0, place, iterable);
    enter();
    int more = in.emit(Op.HAS_NEXT, async ? 1 : 0, place, iterator);
    int body = code.newBlock();
    code.branch(more, body, exit, place.start(), place.end());
    in.begin(body);
  }

  /** Returns the element of this round. */
  int element() {
    return in.emit(Op.NEXT, async ? 1 : 0, place, iterator);
  }

  /** Ends the body with the next round. */
  void repeat() {
    if (!code.hasEnded()) {
      code.jump(header, place.start(), place.end());
    }
  }

  /** Says that no further edge leads to the header, and goes on behind the loop. */
  void finish(int next) {
    in.ssa.seal(header);
    code.ancestors.loop = outer;
    in.ssa.comesFrom(next, before);
    in.begin(next);
  }
}
