package org.assize.value;

import java.util.List;
import java.util.Optional;
import org.assize.base.Workers;
import org.assize.facts.Facts;
import org.assize.ir.Body;
import org.assize.ir.Lowering;
import org.assize.program.Program;
import org.assize.program.Resolver;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.CallSite;
import org.assize.value.domain.AbstractValue;
import org.assize.value.interpret.Handed;
import org.assize.value.interpret.Interpretation;
import org.assize.value.solve.ProgramSolver;

/**
 * What every body of a program computes. Immutable; the same program gives the same values,
 * whatever the number of threads.
 */
public final class ProgramValues {
  private final Bodies bodies;
  private final List<Interpretation> found;

  private ProgramValues(Bodies bodies, List<Interpretation> found) {
    this.bodies = bodies;
    this.found = found;
  }

  /** Lowers and solves a program. */
  public static ProgramValues of(Resolver resolver, Facts facts) {
    Program program = resolver.program();
    Workers workers = program.workers();
    List<Body> roots = workers.map(program.modules(), Lowering::lower);
    Bodies bodies = new Bodies(roots);
    return new ProgramValues(bodies, ProgramSolver.solve(bodies, resolver, facts));
  }

  /** Returns the bodies. */
  public Bodies bodies() {
    return bodies;
  }

  /**
   * Returns what an instruction may give; {@link AbstractValue#BOTTOM} where it never runs.
   *
   * @param body number of the body
   */
  public AbstractValue value(int body, int instruction) {
    return found.get(body).values().get(instruction);
  }

  /** Whether a block of a body can run. */
  public boolean isReached(int body, int block) {
    return found.get(body).reached().get(block);
  }

  /** Returns the calls of a body in the order of their instructions. */
  public List<CallSite> calls(int body) {
    return found.get(body).effects().calls();
  }

  /** Returns what a call hands to code outside the tree; empty where it reaches only bodies. */
  public Optional<Handed> handed(int body, int instruction) {
    return Optional.ofNullable(found.get(body).effects().handed().get(instruction));
  }

  /** Returns what interpreting a body gave. */
  public Interpretation interpretation(int body) {
    return found.get(body);
  }
}
