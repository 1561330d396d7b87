package org.assize.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What must hold in every module; a module that is new in the root pom is held to it at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the classes are read once
class StructureTest {
  /** Adapters may touch the outside world; every other module may not. */
  private static final Set<String> ADAPTERS = Set.of("report", "store", "cli", "lsp", "server");

  /** What only developers run. */
  private static final Set<String> FOR_DEVELOPERS = Set.of("testkit", "arch-tests", "bench");

  /** Who may know a library for YAML or JSON. */
  private static final Set<String> READ_FORMATS =
      Set.of("resources", "knowledge", "report", "cli", "lsp", "server");

  /** The build runs it, no review does. */
  private static final String BUILD_STEP = "org.assize.knowledge.KnowledgeCompiler";

  private final Reactor reactor = Reactor.read();

  @Test
  void theReactorIsThere() {
    assertThat(reactor.modules()).startsWith("base", "syntax").contains("cli", "arch-tests");
    assertThat(reactor.folders()).containsKeys("base", "syntax", "cli");
    assertThat(reactor.classes()).hasSizeGreaterThan(50);
  }

  @Test
  void theCoreDoesNotTouchTheOutsideWorld() {
    Rules.noOutsideWorld(inCore()).check(reactor.classes());
  }

  @Test
  void formatsOfFilesStayOutside() {
    Rules.noFileFormats(
            describe(
                "no reader of formats",
                one -> isProduct(one) && !READ_FORMATS.contains(module(one))))
        .check(reactor.classes());
  }

  @Test
  void treesHoldNoResultsOfAnalyses() {
    DescribedPredicate<JavaClass> nodes =
        describe("nodes of the tree", one -> one.isAssignableTo("org.assize.syntax.Node"));
    assertThat(reactor.classes().that(nodes)).hasSizeGreaterThan(40);
    Rules.treesHoldSyntaxOnly(nodes).check(reactor.classes());
  }

  @Test
  void nothingStaticChanges() {
    Rules.noStaticState(describe("product", this::isProduct)).check(reactor.classes());
  }

  @Test
  void staticCollectionsAreUnmodifiable() throws Exception {
    List<String> found = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(urls(), getClass().getClassLoader())) {
      for (JavaClass one : reactor.classes().that(inCore())) {
        if (one.getFields().stream().anyMatch(StructureTest::isStaticCollection)) {
          found.addAll(StaticValues.modifiable(Class.forName(one.getName(), true, loader)));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void packagesKnowEachOtherOneWay() {
    Rules.noPackageCycles("org.assize").check(reactor.classes());
  }

  @Test
  void everyPackageIsNullMarked() {
    Rules.packagesAreNullMarked(
            describe("written by hand", one -> !one.getPackageName().endsWith(".jmh_generated")))
        .check(reactor.classes());
  }

  @Test
  void arrowsBetweenModulesPointBack() {
    Rules.arrowsPointBack(reactor.modules(), reactor::moduleOf).check(reactor.classes());
  }

  @Test
  void theSolverKnowsNoPython() {
    Rules.knowsOnly("dataflow", Set.of("base"), reactor::moduleOf).check(reactor.classes());
  }

  @Test
  void nobodyKnowsAnAdapterOrADevelopersModule() {
    for (String module : List.of("cli", "lsp", "server", "testkit", "bench")) {
      Rules.knownOnlyBy(module, FOR_DEVELOPERS, reactor::moduleOf).check(reactor.classes());
    }
  }

  @Test
  void aModulesClassesLieInThePackageOfItsName() {
    Set<String> strays = new TreeSet<>();
    for (JavaClass one : reactor.classes()) {
      String home = "org.assize." + module(one);
      if (isProduct(one) && !(one.getPackageName() + ".").startsWith(home + ".")) {
        strays.add(one.getName() + " in module " + module(one));
      }
    }
    assertThat(strays).isEmpty();
  }

  private DescribedPredicate<JavaClass> inCore() {
    return describe(
        "in the core",
        one ->
            isProduct(one)
                && !ADAPTERS.contains(module(one))
                && !one.getName().startsWith(BUILD_STEP));
  }

  private boolean isProduct(JavaClass one) {
    return !FOR_DEVELOPERS.contains(module(one));
  }

  private String module(JavaClass one) {
    return reactor.moduleOf(one).orElseThrow();
  }

  private static boolean isStaticCollection(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC)
        && (field.getRawType().isAssignableTo(Collection.class)
            || field.getRawType().isAssignableTo(Map.class));
  }

  private URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path folder : reactor.folders().values()) {
      urls.add(folder.toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
