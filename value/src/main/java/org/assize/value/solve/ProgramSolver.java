package org.assize.value.solve;

import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.program.Resolver;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.MethodNames;

/** The entry to the solver. */
public final class ProgramSolver {
  private ProgramSolver() {}

  /** Interprets all bodies of a program. */
  public static Solution solve(Bodies bodies, Resolver resolver, Facts facts) {
    World.Static fixed =
        new World.Static(
            bodies,
            new Names(resolver),
            new Classes(resolver.hierarchy()),
            new MethodNames(bodies),
            new WrittenFields(bodies),
            facts,
            StandardLibrary.load());
    return new Solver(fixed, resolver.program().workers()).solve();
  }
}
