package org.assize.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.CodeRole;
import org.assize.facts.Facts;
import org.assize.program.RoleReason.Because;
import org.assize.program.RoleReason.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Concludes the role of every module from frameworks in use and from who imports it.
 *
 * <p>Code is production until shown otherwise. A module is a test when it uses a test framework. So
 * is one that lives among tests, in a folder where most modules use a test framework, that nothing
 * else imports or, unless it imports a test, registers as a handler, and that tests use: a test
 * imports or names it, or it imports one. Around a folder of tests that test what lies elsewhere,
 * modules that tests alone import are tests too, and settings that name modules there. No condition
 * is enough alone: code under test that a plug-in mechanism loads at run time is imported by its
 * tests only. What production imports is production, whatever it looks like; so are the modules
 * that it imports in turn.
 *
 * <p>Tooling, examples, generated code and copies of other projects are shown by what the module
 * does or says ({@link PurposeEvidence}, {@link CopyEvidence}); the first two only where production
 * does not import it.
 */
public final class Roles {
  private final Program program;
  private final ImportGraph graph;
  private final RoleEvidenceFinder evidence;
  private final PurposeEvidence purpose;
  private final Map<PythonModule, Witness> copies;
  private final Neighbourhood neighbourhood;
  private final Set<PythonModule> amongTests = new HashSet<>();
  private final Map<PythonModule, List<Witness>> testWitnesses = new HashMap<>();
  private final Map<PythonModule, RoleReason> reasons = new HashMap<>();

  /** Concludes all roles of a program. */
  public Roles(Resolver resolver, ImportGraph graph, Facts facts) {
    this.program = resolver.program();
    this.graph = graph;
    this.evidence = new RoleEvidenceFinder(resolver, facts);
    this.purpose = new PurposeEvidence(resolver, facts);
    List<PythonModule> modules = program.modules();
    this.copies = new CopyEvidence(resolver, graph).copies(modules);
    List<List<Witness>> found = program.workers().map(modules, evidence::testWitnesses);
    for (int i = 0; i < modules.size(); i++) {
      if (!found.get(i).isEmpty()) {
        testWitnesses.put(modules.get(i), found.get(i));
      }
    }
    askForFixtures(modules);
    inheritTests(modules);
    gatherTests(modules);
    neighbourhood = new Neighbourhood(modules, testWitnesses.keySet(), graph);
    Set<PythonModule> tests = tests();
    Map<PythonModule, PythonModule> leaks = productionImports(tests);
    List<RoleReason> concluded =
        program.workers().map(modules, module -> conclude(module, tests, leaks));
    for (int i = 0; i < modules.size(); i++) {
      reasons.put(modules.get(i), concluded.get(i));
    }
  }

  /** Returns the role of a module with what speaks for it. */
  public RoleReason of(PythonModule module) {
    RoleReason reason = reasons.get(module);
    return reason != null
        ? reason
        : new RoleReason(CodeRole.PRODUCTION, Because.NOTHING_ELSE_SHOWN, List.of(), List.of());
  }

  /** Whether a module is test code. */
  public boolean isTest(PythonModule module) {
    return of(module).role() == CodeRole.TEST;
  }

  /** Whether a module uses a test framework, whoever imports it. */
  public boolean isWrittenAsTest(PythonModule module) {
    return testWitnesses.containsKey(module);
  }

  /** Modules whose functions are named as tests, and are given their arguments by fixtures. */
  private void askForFixtures(List<PythonModule> modules) {
    Set<String> fixtures = new HashSet<>();
    testWitnesses.keySet().forEach(m -> fixtures.addAll(evidence.fixtures(m)));
    for (PythonModule module : fixtures.isEmpty() ? List.<PythonModule>of() : modules) {
      if (!testWitnesses.containsKey(module)) {
        evidence
            .filledByFixtures(module, fixtures)
            .ifPresent(w -> testWitnesses.put(module, List.of(w)));
      }
    }
  }

  /** Modules whose classes are named as tests and inherit from such classes of tests. */
  private void inheritTests(List<PythonModule> modules) {
    for (PythonModule module : modules) {
      if (!testWitnesses.containsKey(module)) {
        evidence
            .inheritedTest(module, testWitnesses.keySet())
            .ifPresent(w -> testWitnesses.put(module, List.of(w)));
      }
    }
  }

  /** Modules that do nothing but bring tests and fixtures together. */
  private void gatherTests(List<PythonModule> modules) {
    for (PythonModule module : modules) {
      if (!testWitnesses.containsKey(module) && RoleEvidenceFinder.onlyImports(module)) {
        Map<PythonModule, ImportSite> imported = new HashMap<>(graph.importsOf(module));
        imported.keySet().removeIf(PythonModule::isPackage);
        if (testWitnesses.keySet().containsAll(imported.keySet())) {
          imported.entrySet().stream()
              .findFirst()
              .map(e -> new Witness(module, e.getValue().alias(), e.getKey().name()))
              .ifPresent(w -> testWitnesses.put(module, List.of(w)));
        }
      }
    }
  }

  /**
   * Modules that use a test framework, and those among them that nothing else imports: of all that
   * live among tests, what a module outside imports is taken out until nothing changes.
   */
  private Set<PythonModule> tests() {
    Set<PythonModule> tests = new HashSet<>(testWitnesses.keySet());
    for (PythonModule module : program.modules()) {
      if (livesAmongTests(module) && !isService(module)) {
        amongTests.add(module);
      }
    }
    tests.addAll(amongTests);
    boolean shrank = true;
    while (shrank) {
      shrank =
          tests.removeIf(m -> !testWitnesses.containsKey(m) && isImportedFromOutside(m, tests));
    }
    return tests;
  }

  private boolean livesAmongTests(PythonModule module) {
    return neighbourhood.isAmongTests(module)
        ? isUsed(module)
        : neighbourhood.isAroundTests(module)
            && (!graph.importersOf(module).isEmpty() || evidence.isSettingsOfItsFolder(module));
  }

  /** Whether a framework calls a module's functions, and the module itself needs no test. */
  private boolean isService(PythonModule module) {
    return evidence.isEntry(module) && !importsTests(module);
  }

  private boolean importsTests(PythonModule module) {
    return leansOnTests(module, new HashSet<>());
  }

  /** Whether a module imports a test, or what lives among tests and stands on them in its turn. */
  private boolean leansOnTests(PythonModule module, Set<PythonModule> seen) {
    return graph.importsOf(module).keySet().stream()
        .filter(seen::add)
        .anyMatch(m ->
            testWitnesses.containsKey(m)
                || (neighbourhood.isAmongTests(m)
                    && (evidence.importsTestFramework(m) || leansOnTests(m, seen))));
  }

  /**
   * Whether something imports a module, it imports a test or a test framework, or a test names it
   * (to start it, load it or replace something in it). A package runs with the modules in it.
   */
  private boolean isUsed(PythonModule module) {
    return module.isPackage()
        || !graph.importersOf(module).isEmpty()
        || evidence.importsTestFramework(module)
        || importsTests(module)
        || RoleEvidenceFinder.isSettings(module)
        || program.mentioning(lastName(module)).stream().anyMatch(m -> isTestOrBeside(m, module));
  }

  /** Whether a module is a test, or the settings of tests, which name what they need. */
  private boolean isTestOrBeside(PythonModule module, PythonModule named) {
    return testWitnesses.containsKey(module)
        || (module != named
            && RoleEvidenceFinder.isSettings(module)
            && neighbourhood.isAmongTests(module));
  }

  private static String lastName(PythonModule module) {
    return module.name().substring(module.name().lastIndexOf('.') + 1);
  }

  private boolean isImportedFromOutside(PythonModule module, Set<PythonModule> tests) {
    return graph.importersOf(module).keySet().stream().anyMatch(i -> !tests.contains(i));
  }

  /** From every test module that production imports, with all it imports, to one importer. */
  private Map<PythonModule, PythonModule> productionImports(Set<PythonModule> tests) {
    Map<PythonModule, PythonModule> leaks = new HashMap<>();
    List<PythonModule> open = new ArrayList<>();
    program.modules().stream().filter(m -> !tests.contains(m)).forEach(open::add);
    for (int i = 0; i < open.size(); i++) {
      PythonModule importer = open.get(i);
      graph
          .importsOf(importer)
          .forEach((imported, site) -> {
            boolean reached = tests.contains(imported) && !site.mainOnly();
            if (reached && leaks.putIfAbsent(imported, importer) == null) {
              open.add(imported);
            }
          });
    }
    return leaks;
  }

  private RoleReason conclude(
      PythonModule module, Set<PythonModule> tests, Map<PythonModule, PythonModule> leaks) {
    List<PythonModule> importers = graph.importerList(module);
    PythonModule leak = leaks.getOrDefault(module, outsideImporter(module, tests));
    List<Witness> witnesses = testWitnesses.getOrDefault(module, List.of());
    if (leak != null) {
      ImportSite site = graph.importersOf(module).get(leak);
      Witness witness = new Witness(leak, site == null ? leak.tree() : site.alias(), leak.name());
      return new RoleReason(
          CodeRole.PRODUCTION, Because.IMPORTED_BY_PRODUCTION, List.of(witness), importers);
    }
    if (tests.contains(module)) {
      return test(module, witnesses, importers);
    }
    Optional<RoleReason> special = special(module, importers);
    return special.orElseGet(() ->
        new RoleReason(CodeRole.PRODUCTION, Because.NOTHING_ELSE_SHOWN, List.of(), importers));
  }

  private Optional<RoleReason> special(PythonModule module, List<PythonModule> importers) {
    Optional<Witness> tool = purpose.toolWitness(module);
    if (tool.isPresent() && importers.stream().allMatch(this::isNoProduction)) {
      return reason(CodeRole.TOOLING, Because.TOOL, tool.get(), importers);
    }
    Optional<Witness> generated = purpose.generatedWitness(module);
    if (generated.isPresent()) {
      return reason(CodeRole.GENERATED, Because.GENERATED, generated.get(), importers);
    }
    Witness copy = copies.get(module);
    if (copy != null) {
      return reason(CodeRole.VENDORED, Because.COPY, copy, importers);
    }
    Optional<Witness> example = PurposeEvidence.exampleWitness(module);
    return example.isPresent() && importers.isEmpty()
        ? reason(CodeRole.EXAMPLE, Because.SAYS_EXAMPLE, example.get(), importers)
        : Optional.empty();
  }

  private static Optional<RoleReason> reason(
      CodeRole role, Because because, Witness witness, List<PythonModule> importers) {
    return Optional.of(new RoleReason(role, because, List.of(witness), importers));
  }

  /** Whether a module is a test or a tool by what it shows itself. */
  private boolean isNoProduction(PythonModule module) {
    return testWitnesses.containsKey(module) || purpose.toolWitness(module).isPresent();
  }

  /** Of a module that lives among tests, an importer in production that does not. */
  private @Nullable PythonModule outsideImporter(PythonModule module, Set<PythonModule> tests) {
    return amongTests.contains(module) && !tests.contains(module)
        ? graph.importersOf(module).keySet().stream()
            .filter(i -> !tests.contains(i) && !amongTests.contains(i))
            .findFirst()
            .orElse(null)
        : null;
  }

  private RoleReason test(
      PythonModule module, List<Witness> witnesses, List<PythonModule> importers) {
    if (!witnesses.isEmpty()) {
      return new RoleReason(CodeRole.TEST, Because.TEST_FRAMEWORK, witnesses, importers);
    }
    if (importers.isEmpty()) {
      return new RoleReason(CodeRole.TEST, Because.AMONG_TESTS, List.of(), importers);
    }
    List<Witness> sites =
        importers.stream()
            .map(i -> {
              ImportSite site = graph.importersOf(module).get(i);
              return new Witness(i, site == null ? i.tree() : site.alias(), i.name());
            })
            .toList();
    return new RoleReason(CodeRole.TEST, Because.IMPORTED_BY_TESTS_ONLY, sites, importers);
  }
}
