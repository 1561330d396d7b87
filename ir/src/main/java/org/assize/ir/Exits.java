package org.assize.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assize.syntax.Node;

/**
 * What has to run when a statement is left early: from the inside out, managers are left and {@code
 * finally} parts run, each outside of what it guards.
 */
final class Exits {
  /** How a statement is left before its end. */
  enum Kind {
    RETURN,
    BREAK,
    CONTINUE
  }

  /** A statement that is being lowered. */
  sealed interface Frame permits LoopFrame, WithFrame, FinallyFrame {}

  /** A loop. */
  record LoopFrame(int header, int after) implements Frame {}

  /**
   * A {@code with}.
   *
   * @param handler what is in force outside of it
   */
  record WithFrame(int manager, int async, Node place, int handler) implements Frame {}

  /** A {@code try} with a {@code finally}, which knows how to run it. */
  record FinallyFrame(Finally code) implements Frame {}

  private final BodyLowering in;
  private final Deque<Frame> frames = new ArrayDeque<>();

  Exits(BodyLowering in) {
    this.in = in;
  }

  void enter(Frame frame) {
    frames.push(frame);
  }

  void exit() {
    frames.pop();
  }

  /** Leaves what is being lowered, up to the loop or the body that is meant. */
  void leave(Kind kind, int value, Node place) {
    int handler = in.code.handler;
    List<Frame> left = new ArrayList<>();
    boolean done = false;
    while (!done && !frames.isEmpty()) {
      Frame frame = frames.pop();
      left.add(frame);
      done = leave(frame, kind, value, place);
    }
    if (!done) {
      outermost(kind, value, place);
    }
    for (int i = left.size() - 1; i >= 0; i--) {
      frames.push(left.get(i));
    }
    in.code.handler = handler;
  }

  private boolean leave(Frame frame, Kind kind, int value, Node place) {
    return switch (frame) {
      case LoopFrame f -> {
        if (kind != Kind.RETURN) {
          int target = kind == Kind.BREAK ? f.after() : f.header();
          in.code.jump(target, place.start(), place.end());
        }
        yield kind != Kind.RETURN;
      }
      case WithFrame f -> {
        in.code.handler = f.handler();
        in.emit(Op.EXIT, f.async(), f.place(), f.manager());
        yield false;
      }
      case FinallyFrame f -> {
        f.code().reach(kind, value, place);
        yield true;
      }
    };
  }

  private void outermost(Kind kind, int value, Node place) {
    if (kind == Kind.RETURN) {
      in.emit(Op.RETURN, 0, place, value);
    } else {
      in.emit(Op.UNREACHABLE, 0, place);
    }
    in.code.end();
  }
}
