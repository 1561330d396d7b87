package org.assize.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.CodeRole;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.program.ImportSite;
import org.assize.program.PythonModule;
import org.assize.program.RoleReason;
import org.assize.syntax.Stmt;

/** Imports of test libraries and of test helpers in production code. */
public record TestCodeInProduction() implements Detector {
  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    RoleReason reason = check.program().roleReason(module);
    if (reason.role() == CodeRole.TEST) {
      helpers(module, check);
      return;
    }
    boolean own =
        reason.because() == RoleReason.Because.IMPORTED_BY_PRODUCTION
            || testLibrary(module.name(), check).isPresent();
    if (reason.role() != CodeRole.PRODUCTION || own) {
      return;
    }
    check
        .program()
        .imports()
        .importsOf(module)
        .forEach((imported, site) -> helper(imported, site, check));
    Set<Stmt> told = new HashSet<>();
    for (ImportSite site : module.imports()) {
      if (!site.typesOnly() && !site.mainOnly()) {
        library(site, check)
            .filter(name -> told.add(site.statement()))
            .ifPresent(name -> reportLibrary(site, name, check));
      }
    }
  }

  /** What a test takes from other tests: whether any of it is a way into production. */
  private static void helpers(PythonModule module, Check check) {
    Map<PythonModule, ImportSite> helpers = new LinkedHashMap<>();
    check
        .program()
        .imports()
        .importsOf(module)
        .forEach((imported, site) -> {
          if (check.program().isTest(imported) && !isRunOnTheWay(imported, site, module, check)) {
            helpers.put(imported, site);
          }
        });
    if (helpers.isEmpty()) {
      return;
    }
    List<String> told = new ArrayList<>();
    Finding.Builder finding =
        Finding.refuted(
            check.weakness(), Place.of(module, helpers.values().iterator().next().statement()));
    helpers
        .keySet()
        .forEach(helper -> {
          int users = check.program().imports().importersOf(helper).size();
          told.add(helper.path() + " (" + Wording.count(users, "importer") + ")");
          finding.step(new Place(helper, 0, 0), "imported by tests alone");
        });
    check.report(
        finding.saying(
            "No production imports what this file takes from other tests: "
                + Wording.list(told)
                + "."));
  }

  private static void helper(PythonModule imported, ImportSite site, Check check) {
    RoleReason reason = check.program().roleReason(imported);
    boolean helper =
        testLibrary(imported.name(), check).isEmpty()
            && !isRunOnTheWay(imported, site, check.view().module(), check)
            && (reason.because() == RoleReason.Because.IMPORTED_BY_PRODUCTION
                || reason.role() == CodeRole.TEST);
    if (helper && !site.mainOnly()) {
      PythonModule importer = check.view().module();
      Finding.Builder finding =
          Finding.caution(
              check.weakness(), Place.of(importer, site.statement()), Reason.DEFENCE_IN_DEPTH);
      reason.witnesses().stream()
          .filter(w -> w.module() != importer)
          .limit(2)
          .forEach(w -> finding.step(Place.of(w.module(), w.node()), w.name()));
      check.report(
          finding
              .step(new Place(imported, 0, 0), "looks like a test helper")
              .saying(
                  "Production runs test code: it imports "
                      + imported.name()
                      + " ("
                      + imported.path()
                      + ")."));
    }
  }

  /** A package around the imported module, which is named itself. */
  private static boolean isRunOnTheWay(
      PythonModule imported, ImportSite site, PythonModule importer, Check check) {
    return check.program().imports().importsOf(importer).entrySet().stream()
        .anyMatch(e -> e.getValue() == site && e.getKey().name().startsWith(imported.name() + "."));
  }

  private static Optional<String> library(ImportSite site, Check check) {
    String path =
        switch (site.statement()) {
          case Stmt.Import _ -> site.alias().name();
          case Stmt.ImportFrom s when s.level() == 0 && s.module() != null ->
              s.module() + "." + site.alias().name();
          default -> "";
        };
    return testLibrary(path, check);
  }

  /** The longest part of a name of which facts say that only tests import it. */
  private static Optional<String> testLibrary(String path, Check check) {
    for (String p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
      boolean tests =
          check.program().facts().at(p, Fact.RoleEvidence.class).stream()
              .anyMatch(f -> f.role() == CodeRole.TEST && f.slot() == Slot.Fixed.IMPORT);
      if (tests) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  private static void reportLibrary(ImportSite site, String name, Check check) {
    PythonModule module = check.view().module();
    check.report(
        Finding.caution(
                check.weakness(), Place.of(module, site.statement()), Reason.DEFENCE_IN_DEPTH)
            .saying("Production does not start without the test library " + name + "."));
  }
}
