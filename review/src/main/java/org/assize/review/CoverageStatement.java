package org.assize.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assize.checks.ProgramView;
import org.assize.facts.Area;
import org.assize.facts.CodeRole;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Status;
import org.assize.program.ImportSite;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.review.Coverage.InternalFault;
import org.assize.review.Coverage.Missing;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.Coverage.QuietArea;
import org.assize.review.Coverage.RoleCount;
import org.assize.syntax.Stmt;

/** Counts what was looked at and what was not. */
final class CoverageStatement {
  private static final String NOBODY_ASKS =
      "no handler asks who is calling, so nothing tells which of them should";

  private final ProgramView program;
  private final StandardLibrary standardLibrary;
  private final LookedFor lookedFor;

  CoverageStatement(ProgramView program, StandardLibrary standardLibrary, LookedFor lookedFor) {
    this.program = program;
    this.standardLibrary = standardLibrary;
    this.lookedFor = lookedFor;
  }

  Coverage of(
      List<PythonModule> scope,
      List<NotParsed> notParsed,
      Collection<Observation> observations,
      List<InternalFault> faults) {
    int lines = scope.stream().mapToInt(m -> m.text().lineCount()).sum();
    return new Coverage(
        scope.size(),
        lines,
        notParsed,
        missing(scope, observations),
        roles(scope),
        quiet(scope, observations),
        lookedFor.gaps(),
        faults);
  }

  /** Top-level packages that the scope imports and neither the tree nor Python itself has. */
  private List<Missing> missing(List<PythonModule> scope, Collection<Observation> observations) {
    Map<String, Integer> imports = new TreeMap<>();
    for (PythonModule module : scope) {
      for (ImportSite site : module.isTemplate() ? List.<ImportSite>of() : module.imports()) {
        String path = outsidePath(site, module);
        String top = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (!top.isEmpty() && !standardLibrary.isModule(top) && !top.equals("builtins")) {
          imports.merge(top, 1, Integer::sum);
        }
      }
    }
    List<Missing> missing = new ArrayList<>();
    imports.forEach((name, count) -> {
      boolean known = program.facts().libraries().contains(name);
      String note = known ? "known from library facts" : "unknown";
      missing.add(
          new Missing(name, MissingKind.PACKAGE, count, note + waiting(name, observations)));
    });
    if (program.guardTally().nobodyAsks()) {
      missing.add(new Missing(Area.ACCESS_CONTROL.id(), MissingKind.COMPARISON, 0, NOBODY_ASKS));
    }
    return missing;
  }

  /** Which undecided suspicion waits for the code of a package: {@code : the undecided one}. */
  private static String waiting(String name, Collection<Observation> observations) {
    List<Observation> undecided =
        observations.stream().filter(o -> o.status() == Status.UNDECIDED).toList();
    long waits =
        undecided.stream().filter(o -> o.missing().stream().anyMatch(m -> isOf(name, m))).count();
    if (waits == 0) {
      return "";
    }
    return waits == undecided.size()
        ? waits == 1 ? ": the undecided one" : ": all " + waits + " undecided ones"
        : ": " + waits + " of the " + undecided.size() + " undecided ones";
  }

  /** Whether a missing fact is a package, or tells of something in it. */
  private static boolean isOf(String name, MissingFact missing) {
    return missing.name().equals(name) || missing.name().contains(" " + name + ".");
  }

  private String outsidePath(ImportSite site, PythonModule module) {
    Target target =
        switch (site.statement()) {
          case Stmt.Import s -> program.resolver().dotted(site.alias().name(), module);
          case Stmt.ImportFrom s -> program.resolver().fromModule(s, module);
          default -> Target.Unknown.UNKNOWN;
        };
    return target instanceof Target.External e ? e.path() : "";
  }

  private List<RoleCount> roles(List<PythonModule> scope) {
    Map<CodeRole, Integer> counts = new EnumMap<>(CodeRole.class);
    scope.forEach(m -> counts.merge(program.roleOf(m), 1, Integer::sum));
    List<RoleCount> roles = new ArrayList<>();
    counts.forEach((role, files) -> roles.add(new RoleCount(role, files, null)));
    return roles;
  }

  /** Only of an area that was looked at whole can be said that there is nothing to raise. */
  private List<QuietArea> quiet(List<PythonModule> scope, Collection<Observation> observations) {
    List<QuietArea> quiet = new ArrayList<>();
    for (Area area : lookedFor.wholeAreas()) {
      long loud =
          observations.stream()
              .filter(o -> o.area() == area)
              .map(o -> o.location().path())
              .distinct()
              .count();
      boolean isJudged = area != Area.ACCESS_CONTROL || !program.guardTally().nobodyAsks();
      if (loud == 0 && !scope.isEmpty() && isJudged) {
        quiet.add(new QuietArea(area, scope.size()));
      }
    }
    return quiet;
  }
}
