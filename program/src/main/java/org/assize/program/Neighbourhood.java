package org.assize.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which folders hold mostly modules that use a test framework, whatever the folders' names. */
final class Neighbourhood {
  private final Map<String, Count> byFolder = new HashMap<>();

  /** Counts the modules of every folder, those of the folders inside included. */
  Neighbourhood(Collection<PythonModule> modules, Set<PythonModule> usingFramework) {
    for (PythonModule module : modules) {
      if (!module.isPackage()) {
        boolean test = usingFramework.contains(module);
        String folder = parent(module.path());
        count(folder).add(test);
        while (!folder.isEmpty()) {
          folder = parent(folder);
          count(folder).add(test);
        }
      }
    }
  }

  private Count count(String folder) {
    return byFolder.computeIfAbsent(folder, f -> new Count());
  }

  /**
   * Whether a module lives in a folder of tests, or below one. A whole source root or top-level
   * package is no such folder, however many tests it holds, unless the module lies in it directly.
   */
  boolean isAmongTests(PythonModule module) {
    String folder = parent(module.path());
    boolean direct = true;
    while (direct || !isTop(folder, module)) {
      boolean others = !module.isPackage() || count(folder).all > 0;
      if (others && count(folder).mostlyTests(direct && !module.isPackage())) {
        return true;
      }
      if (folder.isEmpty()) {
        return false;
      }
      folder = parent(folder);
      direct = false;
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
    private int all;
    private int tests;

    private void add(boolean test) {
      all++;
      tests += test ? 1 : 0;
    }

    /** Whether at least half of the modules are tests, one module that asks left out. */
    private boolean mostlyTests(boolean asksItself) {
      int others = asksItself ? all - 1 : all;
      return tests > 0 && tests * 2 >= others;
    }
  }
}
