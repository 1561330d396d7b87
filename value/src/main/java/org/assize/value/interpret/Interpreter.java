package org.assize.value.interpret;

import java.util.BitSet;
import java.util.List;
import org.assize.dataflow.ForwardProblem;
import org.assize.dataflow.ForwardSolver;
import org.assize.facts.Truth;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;

/** Interprets one body, for any arguments or for certain ones. */
public final class Interpreter implements ForwardProblem<Heap> {
  /** So often a loop is gone through before the body counts as too hard. */
  private static final int MAX_PASSES = 12;

  private final Frame frame;
  private final Instructions instructions;
  private final Refinement refinement;
  private final boolean hasLoops;

  private Interpreter(Frame frame) {
    this.frame = frame;
    instructions = new Instructions(frame);
    refinement = new Refinement(frame);
    hasLoops = hasLoops(frame.body());
  }

  /**
   * Interprets a body for any arguments.
   *
   * @param number of the body
   */
  public static Interpretation interpret(int number, Surroundings surroundings) {
    Body body = surroundings.body(number);
    AbstractValue[] arguments = new AbstractValue[body.parameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = AbstractValue.of(new Atom.Parameter(Place.of(i)));
    }
    return interpret(number, List.of(arguments), surroundings);
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

  private static boolean hasLoops(Body body) {
    for (int block = 0; block < body.blockCount(); block++) {
      for (int successor : body.successors(block)) {
        if (successor <= block) {
          return true;
        }
      }
      int handler = body.handler(block);
      if (handler >= 0 && handler <= block) {
        return true;
      }
    }
    return false;
  }

  private Interpretation run() {
    Body body = frame.body();
    frame.record(!hasLoops);
    ForwardSolver.Solution<Heap> solution =
        ForwardSolver.solve(body.blockCount(), hasLoops, MAX_PASSES, this);
    BitSet reached = new BitSet();
    for (int block = 0; block < body.blockCount(); block++) {
      if (solution.at(block).isPresent()) {
        reached.set(block);
      }
    }
    if (hasLoops) {
      frame.record(true);
      for (int block = reached.nextSetBit(0); block >= 0; block = reached.nextSetBit(block + 1)) {
        transfer(block, solution.at(block).orElseThrow(), (successor, state) -> {});
      }
    }
    return frame.finish(reached, solution.isFixpoint());
  }

  @Override
  public Heap entry() {
    return Heap.EMPTY;
  }

  @Override
  public boolean transfer(int block, Heap before, Edges<Heap> edges) {
    Body body = frame.body();
    frame.enter(block, before);
    boolean changed = false;
    int handler = body.handler(block);
    if (handler >= 0) {
      take(block, handler, before, edges);
    }
    Heap taken = before;
    boolean goesOn = true;
    for (int i = body.first(block); i <= body.last(block) && goesOn; i++) {
      AbstractValue value = valueOf(i);
      changed |= frame.set(i, value);
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
    return changed;
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
    int[] predecessors = body.predecessors(block);
    for (int k = 0; k < body.operandCount(i); k++) {
      if (frame.isLive(block, k)) {
        joined = joined.join(refinement.behind(body.operand(i, k), predecessors[k], block));
      }
    }
    return frame.visits(block) > Frame.WIDEN_FROM ? frame.value(i).widen(joined) : joined;
  }

  private void leave(int block, Edges<Heap> edges) {
    Body body = frame.body();
    int[] successors = body.successors(block);
    int last = body.last(block);
    switch (body.op(last)) {
      case BRANCH -> {
        Truth truth = frame.truth(body.operand(last, 0));
        if (truth != Truth.FALSE) {
          take(block, successors[0], frame.heap(), edges);
        }
        if (truth != Truth.TRUE) {
          take(block, successors[1], frame.heap(), edges);
        }
      }
      case JUMP -> take(block, successors[0], frame.heap(), edges);
      case RETURN -> frame.returns(frame.value(body.operand(last, 0)));
      default -> {}
    }
  }

  private void take(int block, int successor, Heap heap, Edges<Heap> edges) {
    frame.live(block, successor);
    edges.reach(successor, heap);
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
