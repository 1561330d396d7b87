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
import org.assize.value.solve.Solution;

/**
 * What every body of a program computes. Immutable; the same program gives the same values,
 * whatever the number of threads.
 */
public final class ProgramValues {
  private final Bodies bodies;
  private final Solution solution;

  private ProgramValues(Bodies bodies, Solution solution) {
    this.bodies = bodies;
    this.solution = solution;
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
    return solution.of(body).values().get(instruction);
  }

  /** Whether a block of a body can run. */
  public boolean isReached(int body, int block) {
    return solution.of(body).reached().get(block);
  }

  /** Returns the calls of a body in the order of their instructions. */
  public List<CallSite> calls(int body) {
    return solution.of(body).effects().calls();
  }

  /** Returns what a call hands to code outside the tree; empty where it reaches only bodies. */
  public Optional<Handed> handed(int body, int instruction) {
    return Optional.ofNullable(solution.of(body).effects().handed().get(instruction));
  }

  /** Returns what interpreting a body gave. */
  public Interpretation interpretation(int body) {
    return solution.of(body);
  }

  /**
   * Returns what interpreting a body for certain arguments gives.
   *
   * @param arguments one for each parameter; the parameter itself where nothing is known
   */
  public Interpretation interpretation(int body, List<AbstractValue> arguments) {
    return solution.of(body, arguments);
  }
}
