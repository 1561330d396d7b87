package org.assize.review;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.checks.Finding;
import org.assize.checks.NameTerms;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.facts.CodeRole;
import org.assize.facts.Reason;
import org.assize.program.PythonModule;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;

/**
 * Modules that only those load who develop a program or try it out: settings of a site that is
 * called so or that the tests are run with, makers of data that nobody owns, and what tests alone
 * import, if it is called so too. A name alone, or tests that import a module, show nothing: code
 * under test is imported by them.
 *
 * @param named settings that project files name for tests
 * @param packages the packages that are there for tests
 */
record TriedOut(ProgramView program, Set<String> named, TestPackages packages) {
  /** {@code sample_data}, {@code make_dummy_data}, {@code seed_users}, {@code populatedb}. */
  private static final Pattern DUMMIES =
      Pattern.compile(
          "(?:.*_)?(?:(?:dummy|sample|test|fake|demo|example|seed)_data|seed_(?:\\w+_)?data"
              + "|seed_(?:db|database|users)|seeder|populate_?db)(?:_.*)?");

  /** Files that say how tests are run. */
  private static final List<String> RUNNERS = List.of("pytest.ini", "pyproject.toml", "tox.ini");

  private static final Pattern NAMED =
      Pattern.compile("(?:--ds[= ]|DJANGO_SETTINGS_MODULE\\s*=\\s*[\"']?)([\\w.]+)");

  private static final Set<String> TESTING =
      Set.of("test", "tests", "testing", "factories", "fixtures", "testutils", "testlib");

  /** A package around settings with which nothing is deployed. */
  private static final Pattern SITE =
      Pattern.compile("(dev|devel|development|test|sandbox|demo|smoke_?test)_?(project|site|app)");

  private static final Set<String> SETTINGS = Set.of("settings", "config", "configuration");

  /** {@code settings.development_docker}, {@code smoketest_configuration}. */
  private static final Pattern VARIANT =
      Pattern.compile("(dev|devel|development|smoke_?test)_\\w+");

  private static final Pattern SETTING = Pattern.compile("[A-Z][A-Z0-9_]{2,}");

  /** Why, and what shows it. */
  record Shown(Reason reason, Finding.Evidence by) {}

  /**
   * Prepares to ask of the modules of a program, whose project files name the settings of tests.
   */
  static TriedOut of(ProgramView program, SourceTree tree) {
    Set<String> named = new HashSet<>();
    for (String file : RUNNERS) {
      Matcher name = NAMED.matcher(text(file, tree));
      while (name.find()) {
        named.add(name.group(1));
      }
    }
    return new TriedOut(program, named, TestPackages.of(program, tree));
  }

  private static String text(String file, SourceTree tree) {
    try {
      return tree.find(file).isEmpty() ? "" : new String(tree.read(file), StandardCharsets.UTF_8);
    } catch (UnreadableException e) {
      return ""; // what cannot be read names nothing
    }
  }

  /** Returns what shows it of a module. */
  Optional<Shown> of(PythonModule module) {
    if (program.roleOf(module) == CodeRole.TEST) {
      return Optional.empty();
    }
    String name = module.name();
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (named.contains(name) && sets(module)) {
      return Optional.of(
          new Shown(
              Reason.TEST_CODE,
              new Finding.Evidence(
                  new Place(module, 0, 0), "the configuration of the tests names it")));
    } else if (DUMMIES.matcher(last).matches()) {
      return Optional.of(development(module, "by its name it makes data to try with"));
    } else if (isSettings(name, last) && sets(module)) {
      return Optional.of(development(module, "by its name it sets up what is for development"));
    }
    return forTests(module, last).or(() -> packages.servedBy(module).map(t -> served(module, t)));
  }

  private static Shown served(PythonModule module, PythonModule test) {
    String text = "only tests come to it, as " + test.path() + " does";
    return new Shown(Reason.TEST_CODE, new Finding.Evidence(new Place(module, 0, 0), text));
  }

  private static Shown development(PythonModule module, String text) {
    return new Shown(Reason.DEV_ONLY, new Finding.Evidence(new Place(module, 0, 0), text));
  }

  private static boolean isSettings(String name, String last) {
    List<String> parts = List.of(name.split("\\.", -1));
    String around = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    boolean isOfSite = SETTINGS.contains(last) && SITE.matcher(around).matches();
    boolean isVariant =
        VARIANT.matcher(last).matches()
            && (SETTINGS.contains(around) || NameTerms.endsWith(last, SETTINGS));
    return isOfSite || isVariant;
  }

  private static boolean sets(PythonModule module) {
    return module.scopes().functions().isEmpty()
        && module.scopes().root().symbols().stream()
            .anyMatch(s -> s.isBound() && SETTING.matcher(s.name()).matches());
  }

  /** What tests alone import, and is called so, or lies in the package with them that is. */
  private Optional<Shown> forTests(PythonModule module, String last) {
    Set<PythonModule> importers = program.imports().importersOf(module).keySet();
    Matcher inside = Pattern.compile("(?:.*\\.)?tests?\\.").matcher(module.name());
    String home = inside.lookingAt() ? inside.group() : "";
    if (importers.isEmpty() && !home.isEmpty()) {
      return loadedByTests(module, home);
    }
    boolean isCalledSo = NameTerms.speaksOf(last, TESTING);
    boolean isUsedByTests =
        !importers.isEmpty()
            && importers.stream()
                .allMatch(m ->
                    program.isTest(m)
                        && (isCalledSo || (!home.isEmpty() && m.name().startsWith(home))));
    return isUsedByTests
        ? importers.stream()
            .findFirst()
            .map(m ->
                new Shown(
                    Reason.TEST_CODE,
                    new Finding.Evidence(
                        new Place(module, 0, 0), "only tests import it, as " + m.path() + " does")))
        : Optional.empty();
  }

  /** What lies in a package of tests, one of which loads modules of its folder by their names. */
  private Optional<Shown> loadedByTests(PythonModule module, String home) {
    List<String> parts = List.of(module.name().split("\\.", -1));
    String folder = parts.get(parts.size() - 2);
    return Stream.of("import_module", "__import__")
        .flatMap(w -> program.program().mentioning(w).stream())
        .filter(m -> m.name().startsWith(home) && program.isTest(m))
        .filter(m -> program.program().mentioning(folder).contains(m))
        .findFirst()
        .map(m ->
            new Shown(
                Reason.TEST_CODE,
                new Finding.Evidence(
                    new Place(module, 0, 0), m.path() + ", a test, loads it by its name")));
  }
}
