package org.assize.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which folders hold mostly modules that use a test framework, whatever the folders' names. */
final class Neighbourhood {
  private final Map<String, Count> inside = new HashMap<>();
  private final Map<String, Count> below = new HashMap<>();

  /** Counts the modules of every folder; an {@code __init__} counts for none. */
  Neighbourhood(Collection<PythonModule> modules, Set<PythonModule> usingFramework) {
    for (PythonModule module : modules) {
      if (!module.isPackage()) {
        boolean test = usingFramework.contains(module);
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
   * Whether at least half of a module's neighbours are tests; without neighbours, or where none of
   * them is a test, whether at least two thirds of the modules in an enclosing folder are, those
   * beside the module left out. Source roots and top-level packages are no such enclosing folders.
   */
  boolean isAmongTests(PythonModule module) {
    String folder = parent(module.path());
    Count here = inside.getOrDefault(folder, Count.NONE);
    int neighbours = module.isPackage() ? here.all : here.all - 1;
    if (here.tests > 0) {
      return here.tests * 2 >= neighbours;
    }
    String branch = folder;
    for (String up = parent(folder); !isTop(branch, module); up = parent(up)) {
      Count others =
          below.getOrDefault(up, Count.NONE).without(below.getOrDefault(branch, Count.NONE));
      if (!isTop(up, module) && others.tests >= 2 && others.tests * 3 >= others.all * 2) {
        return true;
      }
      branch = up;
    }
    return false;
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
