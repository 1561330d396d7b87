package org.assize.review;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assize.checks.Finding;
import org.assize.checks.Place;
import org.assize.checks.ProgramView;
import org.assize.facts.CodeRole;
import org.assize.program.PythonModule;
import org.assize.program.source.Entry;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;

/**
 * Libraries that an installer has put into a folder of the program, as the {@code .dist-info}
 * beside them says, and what of them the program runs: all that it imports, and all around a module
 * that imports others by their names.
 */
final class BundledCode {
  /** One alone may be the program itself, built in place. */
  private static final int FEWEST = 2;

  private static final List<String> LOADERS =
      List.of(
          "import_module",
          "__import__",
          "iter_modules",
          "walk_packages",
          "find_spec",
          "exec_module",
          "load_module",
          "find_module",
          "import_string");

  private final Set<String> roots;
  private final Set<PythonModule> reached = new HashSet<>();

  BundledCode(ProgramView program, SourceTree tree) {
    roots = roots(program, tree);
    if (!roots.isEmpty()) {
      reach(program);
    }
  }

  private static Set<String> roots(ProgramView program, SourceTree tree) {
    Set<String> found = new TreeSet<>();
    program.program().modules().stream()
        .map(PythonModule::sourceRoot)
        .filter(root -> !root.isEmpty())
        .forEach(found::add);
    found.removeIf(root -> installed(root, tree) < FEWEST);
    return found;
  }

  private static long installed(String folder, SourceTree tree) {
    try {
      return tree.list(folder).stream()
          .filter(e -> e.kind() == Entry.Kind.FOLDER && e.name().endsWith(".dist-info"))
          .count();
    } catch (UnreadableException e) {
      return 0; // what cannot be listed shows nothing
    }
  }

  /** Goes from what the program has of its own, and from no test, along every import. */
  private void reach(ProgramView program) {
    Set<PythonModule> loading = new HashSet<>();
    LOADERS.forEach(name -> loading.addAll(program.program().mentioning(name)));
    Deque<PythonModule> open = new ArrayDeque<>();
    program.program().modules().stream()
        .filter(m -> !isBundled(m) && program.roleOf(m) != CodeRole.TEST)
        .forEach(m -> add(m, open));
    while (!open.isEmpty()) {
      PythonModule module = open.pop();
      program.imports().importsOf(module).keySet().forEach(m -> add(m, open));
      if (loading.contains(module) && isBundled(module)) {
        around(module, program).forEach(m -> add(m, open));
      }
    }
  }

  private void add(PythonModule module, Deque<PythonModule> open) {
    if (reached.add(module)) {
      open.push(module);
    }
  }

  private static List<PythonModule> around(PythonModule module, ProgramView program) {
    String name = module.name();
    int dot = name.lastIndexOf('.');
    String inside = (module.isPackage() || dot < 0 ? name : name.substring(0, dot)) + ".";
    return program.program().modules().stream()
        .filter(m -> m.name().startsWith(inside) && m.sourceRoot().equals(module.sourceRoot()))
        .toList();
  }

  private boolean isBundled(PythonModule module) {
    return roots.contains(module.sourceRoot());
  }

  /** Returns what shows that nothing of the program runs a module. */
  Optional<Finding.Evidence> unreached(PythonModule module) {
    return isBundled(module) && !reached.contains(module)
        ? Optional.of(
            new Finding.Evidence(
                new Place(module, 0, 0),
                "an installer put it into "
                    + module.sourceRoot()
                    + ", and nothing here imports it"))
        : Optional.empty();
  }
}
