package org.assize.value;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.assize.facts.Facts;
import org.assize.ir.Body;
import org.assize.ir.Lowering;
import org.assize.program.Program;
import org.assize.program.PythonClass;
import org.assize.program.PythonModule;
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
 *
 * <p>Production is solved by itself: what tests pass, override and replace is not what happens
 * there. Tests are solved on top of it where someone asks ({@link #withTests}); nothing of it
 * changes then, bodies keep their numbers.
 */
public final class ProgramValues {
  private final ProgramSolver solver;
  private final Program program;
  private final Predicate<PythonModule> isTest;
  private final Bodies bodies;
  private final Solution solution;

  private ProgramValues(
      ProgramSolver solver,
      Program program,
      Predicate<PythonModule> isTest,
      Bodies bodies,
      Solution solution) {
    this.solver = solver;
    this.program = program;
    this.isTest = isTest;
    this.bodies = bodies;
    this.solution = solution;
  }

  /** Lowers and solves a program in which nothing is a test. */
  public static ProgramValues of(Resolver resolver, Facts facts) {
    return of(resolver, facts, module -> false);
  }

  /**
   * Lowers and solves a program without its tests, which have no bodies then.
   *
   * @param isTest of the modules of the program; no other one may import these
   */
  public static ProgramValues of(Resolver resolver, Facts facts, Predicate<PythonModule> isTest) {
    Program program = resolver.program();
    ProgramSolver solver = new ProgramSolver(resolver, facts);
    Bodies bodies = new Bodies(lowered(program, isTest.negate()));
    return new ProgramValues(solver, program, isTest, bodies, solver.solve(bodies));
  }

  /**
   * Returns these values and those of all tests. The work is done anew each time that it is asked
   * for.
   */
  public ProgramValues withTests() {
    return withTests(module -> true);
  }

  /**
   * Returns these values and those of some tests; the others have no bodies then.
   *
   * @param which of the tests
   */
  public ProgramValues withTests(Predicate<PythonModule> which) {
    List<Body> tests = lowered(program, isTest.and(which));
    if (tests.isEmpty()) {
      return this;
    }
    Bodies all = bodies.with(tests);
    return new ProgramValues(solver, program, module -> false, all, solver.extend(all, solution));
  }

  private static List<Body> lowered(Program program, Predicate<PythonModule> which) {
    return program
        .workers()
        .map(program.modules().stream().filter(which).toList(), Lowering::lower);
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

  /** Returns what a parameter may hold, by its annotation, its default and the calls seen. */
  public AbstractValue parameter(int body, int index) {
    return solution.parameter(body, index);
  }

  /** Returns what a field of an object of a class may hold; empty where nothing writes it. */
  public Optional<AbstractValue> field(PythonClass type, String name) {
    return solution.field(type, name);
  }

  /** Returns the fields that a class and its bases declare by annotations, bases first. */
  public List<String> declaredFields(PythonClass type) {
    return solution.declaredFields(type);
  }

  /** Returns the bodies of which nothing is known, because solving them failed, and how. */
  public SortedMap<Integer, String> faults() {
    return solution.faults();
  }
}
