package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.assize.dataflow.ForwardProblem;
import org.assize.dataflow.ForwardSolver;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.jspecify.annotations.Nullable;

/** Interprets one body, for any arguments or for certain ones. */
public final class Interpreter implements ForwardProblem<Heap> {
  /** A block is gone through so often before the body counts as too hard. */
  private static final int MAX_VISITS = 24;

  private static final Edges<Heap> NOWHERE =
      new Edges<>() {
        @Override
        public void reach(int successor, Heap state) {}

        @Override
        public void revisit(int block) {}
      };

  private final Frame frame;
  private final Instructions instructions;
  private final Refinement refinement;
  private final @Nullable Uses uses;

  private Interpreter(Frame frame) {
    this.frame = frame;
    instructions = new Instructions(frame);
    refinement = new Refinement(frame);
    uses = Uses.in(frame.body());
  }

  /**
   * Interprets a body for any arguments.
   *
   * @param number of the body
   */
  public static Interpretation interpret(int number, Surroundings surroundings) {
    Body body = surroundings.body(number);
    List<AbstractValue> arguments = new ArrayList<>();
    for (int i = 0; i < body.parameters().size(); i++) {
      arguments.add(AbstractValue.parameter(i));
    }
    return interpret(number, arguments, surroundings);
  }

  /**
   * Interprets a body for certain arguments.
   *
   * @param arguments one for each parameter, possibly that parameter itself
   */
  public static Interpretation interpret(
      int number, List<AbstractValue> arguments, Surroundings surroundings) {
    return new Interpreter(new Frame(number, arguments, surroundings)).run();
  }

  private Interpretation run() {
    Body body = frame.body();
    frame.record(uses == null);
    ForwardSolver.Solution<Heap> solution =
        ForwardSolver.solve(body.blockCount(), MAX_VISITS, this);
    BitSet reached = new BitSet();
    for (int block = 0; block < body.blockCount(); block++) {
      if (solution.at(block).isPresent()) {
        reached.set(block);
      }
    }
    if (uses != null) {
      frame.record(true);
      for (int block = reached.nextSetBit(0); block >= 0; block = reached.nextSetBit(block + 1)) {
        transfer(block, solution.at(block).orElseThrow(), NOWHERE);
      }
    }
    return frame.finish(reached, solution.isFixpoint());
  }

  @Override
  public Heap entry() {
    return Heap.EMPTY;
  }

  @Override
  public void transfer(int block, Heap before, Edges<Heap> edges) {
    Body body = frame.body();
    frame.enter(block, before);
    int handler = body.handler(block);
    if (handler >= 0) {
      take(block, handler, before, edges);
    }
    Heap taken = before;
    boolean goesOn = true;
    for (int i = body.first(block); i <= body.last(block) && goesOn; i++) {
      AbstractValue value = valueOf(i);
      if (frame.set(i, value) && uses != null) {
        revisitUsers(uses, i, edges);
      }
      if (handler >= 0 && frame.heap() != taken) {
        // what is raised from here on finds the objects as they are now
        taken = frame.heap();
        take(block, handler, taken, edges);
      }
      goesOn = body.op(i).endsBlock() || !value.isBottom() || isNoValue(body.op(i));
    }
    if (goesOn) {
      leave(block, edges);
    }
    if (uses != null && frame.isDisturbed()) {
      revisitLoops(uses, block, edges);
    }
  }

  private static void revisitUsers(Uses uses, int value, Edges<Heap> edges) {
    for (int k = uses.first(value); k < uses.end(value); k++) {
      edges.revisit(uses.block(k));
    }
  }

  private static void revisitLoops(Uses uses, int block, Edges<Heap> edges) {
    for (int other = uses.firstAround(block); other <= uses.lastAround(block); other++) {
      edges.revisit(other);
    }
  }

  /** Instructions whose value says nothing about whether what follows runs. */
  private static boolean isNoValue(Op op) {
    return op == Op.UNBOUND || op == Op.PHI || op == Op.SIGMA;
  }

  private AbstractValue valueOf(int i) {
    frame.begin(i);
    return switch (frame.body().op(i)) {
      case PHI -> phi(i);
      case SIGMA -> refinement.refined(i);
      default -> instructions.evaluate(i);
    };
  }

  private AbstractValue phi(int i) {
    Body body = frame.body();
    AbstractValue joined = AbstractValue.BOTTOM;
    int block = body.blockOf(i);
    for (int k = 0; k < body.operandCount(i); k++) {
      if (frame.isLive(block, k)) {
        joined =
            joined.join(refinement.behind(body.operand(i, k), body.predecessor(block, k), block));
      }
    }
    return frame.visits(block) > Frame.WIDEN_FROM ? frame.value(i).widen(joined) : joined;
  }

  private void leave(int block, Edges<Heap> edges) {
    Body body = frame.body();
    int last = body.last(block);
    switch (body.op(last)) {
      case BRANCH -> {
        Truth truth = frame.truth(body.operand(last, 0));
        if (truth != Truth.FALSE) {
          take(block, body.successor(block, 0), frame.heap(), edges);
        }
        if (truth != Truth.TRUE) {
          take(block, body.successor(block, 1), frame.heap(), edges);
        }
      }
      case JUMP -> take(block, body.successor(block, 0), frame.heap(), edges);
      case RETURN -> frame.results().returns(frame.value(body.operand(last, 0)));
      default -> {}
    }
  }

  private void take(int block, int successor, Heap heap, Edges<Heap> edges) {
    boolean isNew = frame.live(block, successor);
    edges.reach(successor, heap);
    if (isNew && uses != null) {
      edges.revisit(successor);
    }
  }

  @Override
  public Heap join(Heap first, Heap second) {
    return frame.join(first, second);
  }

  @Override
  public Heap widen(Heap older, Heap newer) {
    return frame.widen(older, newer);
  }
}
