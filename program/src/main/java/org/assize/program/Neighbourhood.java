package org.assize.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which folders hold mostly modules that use a test framework, whatever the folders' names. */
final class Neighbourhood {
  private final Map<String, Count> inside = new HashMap<>();
  private final Map<String, Count> below = new HashMap<>();
  private final Set<String> testPaths = new HashSet<>();
  private final Set<String> testingElsewhere = new HashSet<>();
  private final Map<String, Aim> aims = new HashMap<>();

  /** Counts the modules of every folder; an {@code __init__} counts for none. */
  Neighbourhood(
      Collection<PythonModule> modules, Set<PythonModule> usingFramework, ImportGraph graph) {
    for (PythonModule module : modules) {
      if (!module.isPackage()) {
        boolean test = usingFramework.contains(module);
        if (test) {
          testPaths.add(module.path());
          if (testsElsewhere(module, graph)) {
            testingElsewhere.add(parent(module.path()));
          }
          aim(module, usingFramework, graph);
        }
        String folder = parent(module.path());
        inside.computeIfAbsent(folder, f -> new Count()).add(test);
        while (!folder.isEmpty()) {
          below.computeIfAbsent(folder, f -> new Count()).add(test);
          folder = parent(folder);
        }
      }
    }
  }

  /**
   * Whether most of a module's neighbours are tests, and of code that lies elsewhere; or whether at
   * least two thirds of the modules in an enclosing folder are tests, those beside the module left
   * out. Where tests and others keep the balance, a module that has a test of its own beside it is
   * code under test. Source roots and top-level packages are no such enclosing folders, and the
   * program's root is no such folder at all.
   */
  boolean isAmongTests(PythonModule module) {
    String folder = parent(module.path());
    if (folder.isEmpty()) {
      return false;
    }
    Count here = inside.getOrDefault(folder, Count.NONE);
    int neighbours = module.isPackage() ? here.all : here.all - 1;
    boolean half = here.tests > 0 && here.tests * 2 >= neighbours;
    boolean most = here.tests > 2 && here.tests * 3 >= neighbours * 2;
    boolean testsAround = most || (half && !hasOwnTest(module, folder));
    return (testsAround && testingElsewhere.contains(folder)) || isBelowTests(module, folder);
  }

  /**
   * Whether a folder around a module belongs to the tests below it: they test what lies outside of
   * it. Where they test what lies beside their own folder, or one is named after the module, that
   * is a package with its tests.
   */
  boolean isAroundTests(PythonModule module) {
    String folder = parent(module.path());
    Aim aim = aims.getOrDefault(folder, Aim.NONE);
    return !isTop(folder, module)
        && aim.outside > 1
        && aim.outside * 2 > aim.tests
        && aim.beside * 3 <= aim.tests
        && testPaths.stream().noneMatch(test -> isTestOf(test, module, folder + "/"));
  }

  /** Counts for every folder around a test where that lies what the test imports. */
  private void aim(PythonModule test, Set<PythonModule> tests, ImportGraph graph) {
    List<String> imported =
        graph.importsOf(test).keySet().stream()
            .filter(m -> !m.isPackage() && !tests.contains(m))
            .map(PythonModule::path)
            .toList();
    String own = parent(test.path()) + "/";
    for (String f = parent(test.path()); !f.isEmpty(); f = parent(f)) {
      String folder = f + "/";
      boolean outside = imported.stream().anyMatch(path -> !path.startsWith(folder));
      boolean beside =
          imported.stream().anyMatch(path -> path.startsWith(folder) && !path.startsWith(own));
      aims.computeIfAbsent(f, k -> new Aim()).add(outside, beside);
    }
  }

  /** Whether a test imports a module of the program that lies outside of its own folder. */
  private static boolean testsElsewhere(PythonModule test, ImportGraph graph) {
    String folder = parent(test.path()) + "/";
    return graph.importsOf(test).keySet().stream()
        .anyMatch(m -> !m.path().startsWith(folder) && !m.isPackage());
  }

  private boolean isBelowTests(PythonModule module, String folder) {
    String branch = folder;
    while (!isTop(branch, module)) {
      String up = parent(branch);
      Count others =
          below.getOrDefault(up, Count.NONE).without(below.getOrDefault(branch, Count.NONE));
      if (!isTop(up, module) && others.tests >= 2 && others.tests * 3 >= others.all * 2) {
        return true;
      }
      branch = up;
    }
    return false;
  }

  private boolean hasOwnTest(PythonModule module, String folder) {
    String stem = stem(module, folder);
    return testPaths.contains(folder + "/test_" + stem + ".py")
        || testPaths.contains(folder + "/" + stem + "_test.py");
  }

  private static boolean isTestOf(String test, PythonModule module, String folder) {
    String stem = stem(module, parent(module.path()));
    return test.startsWith(folder)
        && (test.endsWith("/test_" + stem + ".py") || test.endsWith("/" + stem + "_test.py"));
  }

  private static String stem(PythonModule module, String folder) {
    return module.path().substring(folder.length() + 1).replaceFirst("\\.[^.]*$", "");
  }

  /** The source root and everything above it, and the top-level package. */
  private static boolean isTop(String folder, PythonModule module) {
    String root = module.sourceRoot();
    return folder.isEmpty() || root.startsWith(folder) || parent(folder).equals(root);
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static final class Aim {
    private static final Aim NONE = new Aim();

    private int tests;
    private int outside;
    private int beside;

    private void add(boolean importsOutside, boolean importsBeside) {
      tests++;
      outside += importsOutside ? 1 : 0;
      beside += importsBeside ? 1 : 0;
    }
  }

  private static final class Count {
    private static final Count NONE = new Count();

    private int all;
    private int tests;

    private void add(boolean test) {
      all++;
      tests += test ? 1 : 0;
    }

    private Count without(Count part) {
      Count rest = new Count();
      rest.all = all - part.all;
      rest.tests = tests - part.tests;
      return rest;
    }
  }
}
