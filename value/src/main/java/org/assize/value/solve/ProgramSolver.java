package org.assize.value.solve;

import org.assize.facts.Facts;
import org.assize.facts.StandardLibrary;
import org.assize.program.Resolver;
import org.assize.value.calls.Bodies;
import org.assize.value.calls.MethodNames;

/** The entry to the solver. */
public final class ProgramSolver {
  private final Resolver resolver;
  private final Facts facts;
  private final Names names;
  private final StandardLibrary standardLibrary = StandardLibrary.load();
  private final TemplateFilters filters;

  /** A solver for the modules of a program, or a part of them. */
  public ProgramSolver(Resolver resolver, Facts facts) {
    this.resolver = resolver;
    this.facts = facts;
    names = new Names(resolver);
    filters = new TemplateFilters(resolver.program(), facts);
  }

  /** Interprets bodies that make up a program of their own. */
  public Solution solve(Bodies bodies) {
    return new Solver(fixed(bodies, 0), resolver.program().workers()).solve();
  }

  /**
   * Interprets bodies that use a solved program, which stays as it is.
   *
   * @param bodies those that are solved, and more
   */
  public Solution extend(Bodies bodies, Solution solved) {
    World.Static fixed = fixed(bodies, solved.size());
    return new Solver(fixed, resolver.program().workers()).extend(solved);
  }

  private World.Static fixed(Bodies bodies, int first) {
    return new World.Static(
        bodies,
        first,
        names,
        new Classes(resolver.hierarchy(), bodies),
        new MethodNames(bodies),
        new WrittenFields(bodies, first),
        facts,
        standardLibrary,
        filters);
  }
}
