package org.assize.value.solve;

import java.util.List;
import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.program.Resolver;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.MethodNames;
import org.assize.value.interpret.Interpretation;

/** The entry to the solver. */
public final class ProgramSolver {
  private ProgramSolver() {}

  /** Interprets all bodies of a program; returns one interpretation for each, in their order. */
  public static List<Interpretation> solve(Bodies bodies, Resolver resolver, Facts facts) {
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
