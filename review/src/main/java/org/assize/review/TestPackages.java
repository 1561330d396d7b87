package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assize.checks.ProgramView;
import org.assize.program.PythonModule;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.resources.ProjectFile;

/**
 * Top-level packages that are there for tests: many of their modules are tests, and either these
 * test what lies elsewhere, or the project file installs other packages and not this one. What a
 * module of such a package is for, those tell who import it: where every chain of importers begins
 * at a test, it serves tests.
 *
 * @param installed the top-level packages that the project says it installs; none if it says
 *     nothing of them
 */
record TestPackages(ProgramView program, Set<String> installed, Map<String, Count> counts) {
  /** Of so many modules one is a test at least. */
  private static final int SHARE = 3;

  /**
   * How many modules a top-level package has.
   *
   * @param modules but for those that stand for packages
   * @param tests of them
   * @param outside tests that import what lies in another package of the program
   */
  record Count(int modules, int tests, int outside) {
    private static final Count NONE = new Count(0, 0, 0);

    private Count with(boolean isTest, boolean testsOthers) {
      return new Count(modules + 1, tests + (isTest ? 1 : 0), outside + (testsOthers ? 1 : 0));
    }
  }

  /** Counts the modules of a program and reads what its project files say. */
  static TestPackages of(ProgramView program, SourceTree tree) {
    Map<String, Count> counts = new HashMap<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !module.isPackage()) {
        boolean isTest = program.isTest(module);
        boolean testsOthers =
            isTest
                && program.imports().importsOf(module).keySet().stream()
                    .anyMatch(m -> !top(m).equals(top(module)));
        counts.merge(
            top(module),
            Count.NONE.with(isTest, testsOthers),
            (a, _) -> a.with(isTest, testsOthers));
      }
    }
    return new TestPackages(program, installed(tree, counts.keySet()), counts);
  }

  /** The packages that a project file names, or else the one that is called as the project is. */
  private static Set<String> installed(SourceTree tree, Set<String> packages) {
    List<ProjectFile> files = new ArrayList<>();
    read("pyproject.toml", ProjectFile::pyproject, tree).ifPresent(files::add);
    read("setup.cfg", ProjectFile::setupCfg, tree).ifPresent(files::add);
    Set<String> found = new HashSet<>();
    files.forEach(f -> f.packages().forEach(p -> found.add(first(p))));
    if (found.isEmpty()) {
      files.forEach(f -> f.name().ifPresent(n -> found.add(n.replace('-', '_'))));
    }
    Set<String> tops = new HashSet<>();
    found.forEach(name -> tops.add("/" + name));
    tops.retainAll(packages);
    return tops;
  }

  private static Optional<ProjectFile> read(
      String path, Function<byte[], ProjectFile> reader, SourceTree tree) {
    try {
      return tree.find(path).isEmpty()
          ? Optional.empty()
          : Optional.of(reader.apply(tree.read(path)));
    } catch (UnreadableException e) {
      return Optional.empty(); // what cannot be read says nothing
    }
  }

  /** Returns a test that a module serves, if it serves nothing else. */
  Optional<PythonModule> servedBy(PythonModule module) {
    String top = top(module);
    if (!module.sourceRoot().isEmpty() || !module.name().contains(".") || !isForTests(top)) {
      return Optional.empty();
    }
    Optional<PythonModule> test = Optional.empty();
    Set<PythonModule> seen = new HashSet<>(Set.of(module));
    List<PythonModule> open = new ArrayList<>(seen);
    for (int i = 0; i < open.size(); i++) {
      PythonModule at = open.get(i);
      if (program.isTest(at)) {
        test = test.or(() -> Optional.of(at));
        continue;
      }
      Set<PythonModule> importers = program.imports().importersOf(at).keySet();
      if (!top(at).equals(top) || (importers.isEmpty() && !at.isPackage())) {
        return Optional.empty();
      }
      importers.stream().filter(seen::add).forEach(open::add);
    }
    return test;
  }

  private boolean isForTests(String top) {
    Count count = counts.getOrDefault(top, Count.NONE);
    boolean isLeftOut = !installed.isEmpty() && !installed.contains(top);
    return count.tests > 1
        && count.tests * SHARE >= count.modules
        && (isLeftOut || (count.outside > 1 && count.outside * 2 > count.tests));
  }

  private static String top(PythonModule module) {
    return module.sourceRoot() + "/" + first(module.name());
  }

  private static String first(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }
}
