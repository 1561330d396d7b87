package org.assize.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.base.Workers;

/** All modules of one program, in the order of their paths. */
public final class Program {
  private final Workers workers;
  private final List<PythonModule> modules;
  private final Map<String, PythonModule> byPath;
  private final Map<String, PythonModule> byStem;
  private final Set<String> folders;
  private final Map<String, Set<String>> rootsByPackage;
  private final Templates templates;
  private Map<String, List<PythonModule>> words = Map.of();

  private Program(List<PythonModule> modules, Workers workers) {
    this.workers = workers;
    this.modules = List.copyOf(modules);
    byPath = new HashMap<>();
    byStem = new HashMap<>();
    addStems();
    folders = new LinkedHashSet<>();
    rootsByPackage = new LinkedHashMap<>();
    templates = Templates.of(modules);
    for (PythonModule module : modules) {
      byPath.put(module.path(), module);
      if (module.isTemplate()) {
        continue;
      }
      addFolders(module.path());
      if (module.isPackage() || module.name().indexOf('.') > 0) {
        rootsByPackage
            .computeIfAbsent(topName(module.name()), _ -> new LinkedHashSet<>())
            .add(module.sourceRoot());
      }
    }
  }

  /**
   * Builds a program of parsed files.
   *
   * @param files in any order; of two files with one path the first counts
   * @param workers what goes through all modules runs on
   */
  public static Program of(List<ProgramFile> files, Workers workers) {
    Map<String, ProgramFile> unique = new LinkedHashMap<>();
    files.forEach(file -> unique.putIfAbsent(file.path(), file));
    List<ProgramFile> sorted =
        unique.values().stream().sorted(Comparator.comparing(ProgramFile::path)).toList();
    List<ModuleOutline> outlines =
        workers.map(sorted, file -> ModuleOutline.of(file.parsed().tree()));
    Set<String> packages = PackageFolders.of(sorted, outlines);
    List<PythonModule> modules = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      ProgramFile file = sorted.get(i);
      ModuleName name = ModuleName.of(file.path(), packages);
      modules.add(new PythonModule(i, name, file, outlines.get(i)));
    }
    return new Program(modules, workers);
  }

  /**
   * Files the modules by the path that an import makes of a dotted name; most such paths are none,
   * so they are looked up once and not with every ending. A package hides a module, and a module a
   * notebook.
   */
  private void addStems() {
    for (String ending : List.of("/__init__.py", ".py", ".ipynb")) {
      for (PythonModule module : modules) {
        String path = module.path();
        if (path.endsWith(ending)) {
          byStem.putIfAbsent(path.substring(0, path.length() - ending.length()), module);
        }
      }
    }
  }

  private void addFolders(String path) {
    int slash = path.lastIndexOf('/');
    while (slash > 0 && folders.add(path.substring(0, slash))) {
      slash = path.lastIndexOf('/', slash - 1);
    }
  }

  private static String topName(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  /** Returns what work on all modules runs on. */
  public Workers workers() {
    return workers;
  }

  /** Returns all modules in the order of their paths. */
  public List<PythonModule> modules() {
    return modules;
  }

  /** Returns the module of a path relative to the program's root. */
  public Optional<PythonModule> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Returns the templates that a name given to a template engine may mean. */
  public List<PythonModule> templates(String name) {
    return templates.named(name);
  }

  /**
   * Finds what {@code import dotted} in a module gives: first below the importer's own root and the
   * folder of a loose file, then below the program's root and {@code src}, then below the one other
   * root that has a package of that name. A loose file is found from its own folder only: files
   * that share no package are separate programs.
   *
   * @return a module, a namespace package, or empty when the tree has neither
   */
  public Optional<Importable> find(String dotted, PythonModule importer) {
    for (String root : rootsFor(topName(dotted), importer)) {
      Optional<Importable> found = findBelow(root, dotted);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Set<String> rootsFor(String topName, PythonModule importer) {
    Set<String> roots = new LinkedHashSet<>();
    String folder = PackageFolders.around(importer.path());
    roots.add(importer.sourceRoot());
    if (!byPath.containsKey(folder + "/__init__.py")) {
      roots.add(folder); // a script of it is run there
    }
    roots.add("");
    roots.add("src");
    Set<String> named = rootsByPackage.getOrDefault(topName, Set.of());
    if (named.size() == 1) {
      roots.addAll(named);
    }
    return roots;
  }

  /** Finds a dotted name below a folder. */
  Optional<Importable> findBelow(String root, String dotted) {
    String path = (root.isEmpty() ? "" : root + "/") + dotted.replace('.', '/');
    PythonModule module = byStem.get(path);
    if (module != null) {
      return Optional.of(new Importable.Found(module));
    }
    return folders.contains(path)
        ? Optional.of(new Importable.Namespace(root, dotted))
        : Optional.empty();
  }

  /** Returns the absolute dotted name that a relative import stands for; empty above the root. */
  public Optional<String> absolute(PythonModule importer, int level, String name) {
    if (level == 0) {
      return Optional.of(name);
    }
    List<String> parts = new ArrayList<>(List.of(importer.name().split("\\.", -1)));
    int drop = importer.isPackage() ? level - 1 : level;
    if (drop > parts.size()) {
      return Optional.empty();
    }
    List<String> kept = parts.subList(0, parts.size() - drop);
    String base = String.join(".", kept);
    boolean joined = !base.isEmpty() && !name.isEmpty();
    return Optional.of(base + (joined ? "." : "") + name);
  }

  /** Returns the modules whose code mentions a word as a name, in the order of their paths. */
  public List<PythonModule> mentioning(String word) {
    return wordIndex().getOrDefault(word, List.of());
  }

  private synchronized Map<String, List<PythonModule>> wordIndex() {
    if (words.isEmpty() && !modules.isEmpty()) {
      words = buildWordIndex();
    }
    return words;
  }

  private Map<String, List<PythonModule>> buildWordIndex() {
    Map<String, List<PythonModule>> index = new HashMap<>();
    for (PythonModule module : modules) {
      for (String word : module.outline().words()) {
        index.computeIfAbsent(word, w -> new ArrayList<>(2)).add(module);
      }
    }
    return Collections.unmodifiableMap(index);
  }
}
