package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.base.Workers;
import org.assize.program.ImportedNames;
import org.assize.program.PythonModule.Form;
import org.assize.program.source.Discovery;
import org.assize.program.source.PathFilter;
import org.assize.program.source.SourceFile;
import org.assize.program.source.SourceTree;

/**
 * A folder of installed packages, of which only what the program imports is read: most of what is
 * installed has nothing to say of it.
 */
final class InstalledCode {
  private static final String PACKAGE = "/__init__";

  private final ProgramReader reader;
  private final Workers workers;
  private final Map<String, SourceFile> byName = new HashMap<>();
  private final List<SourceFile> templates = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();

  InstalledCode(SourceTree tree, ProgramReader reader, Workers workers) {
    this.reader = reader;
    this.workers = workers;
    for (SourceFile file : Discovery.discover(tree, List.of(), PathFilter.ALL).files()) {
      switch (file.kind()) {
        case TEMPLATE -> templates.add(file);
        case PYTHON, STUB -> add(file);
        case NOTEBOOK, SCRIPT -> {} // nothing imports it
      }
    }
  }

  /** A package hides a module, and code its stub. */
  private void add(SourceFile file) {
    byName.merge(name(file), file, (a, b) -> rank(a) <= rank(b) ? a : b);
  }

  private static int rank(SourceFile file) {
    return (file.kind() == SourceFile.Kind.STUB ? 2 : 0) + (isPackage(file) ? 0 : 1);
  }

  private static String name(SourceFile file) {
    String stem = stem(file);
    return (isPackage(file) ? stem.substring(0, stem.length() - PACKAGE.length()) : stem)
        .replace('/', '.');
  }

  private static boolean isPackage(SourceFile file) {
    return stem(file).endsWith(PACKAGE);
  }

  private static String stem(SourceFile file) {
    return file.path().substring(0, file.path().lastIndexOf('.'));
  }

  /**
   * Reads what the program imports, and what that imports in turn.
   *
   * @param folders installed code, in the order in which a name is looked up
   * @param project the files of the program
   */
  static List<ReadFile> imported(
      List<InstalledCode> folders, List<ReadFile> project, Workers workers) {
    List<ReadFile> all = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    List<ReadFile> importing = folders.isEmpty() ? List.of() : project;
    while (!importing.isEmpty()) {
      Set<String> names = names(importing, owners, workers);
      List<ReadFile> read = new ArrayList<>();
      for (InstalledCode folder : folders) {
        read.addAll(folder.read(names, owners));
      }
      all.addAll(read);
      importing = read;
    }
    return all;
  }

  /**
   * The names that some files import.
   *
   * @param owners of each installed file the package in which its relative imports start
   */
  private static Set<String> names(
      List<ReadFile> importing, Map<String, String> owners, Workers workers) {
    Set<String> all = new LinkedHashSet<>();
    workers
        .map(
            importing,
            file ->
                file.parsed()
                    .filter(p -> p.form() == Form.PYTHON)
                    .map(p -> ImportedNames.of(p, owners.getOrDefault(file.path(), "")))
                    .orElse(Set.of()))
        .forEach(all::addAll);
    return all;
  }

  private List<ReadFile> read(Set<String> names, Map<String, String> owners) {
    Set<SourceFile> wanted = new LinkedHashSet<>();
    names.forEach(name -> want(name, wanted));
    wanted.forEach(file -> owners.put(file.path(), owner(file)));
    Set<String> packages = wanted.stream().map(InstalledCode::top).collect(Collectors.toSet());
    List<SourceFile> all = new ArrayList<>(wanted);
    templates.stream().filter(t -> packages.contains(top(t))).forEach(all::add);
    templates.removeAll(all);
    return reader.read(all, workers, Progress.NONE);
  }

  private static String top(SourceFile file) {
    return file.path().substring(0, Math.max(file.path().indexOf('/'), 0));
  }

  private static String owner(SourceFile file) {
    String name = name(file);
    return isPackage(file) ? name : name.substring(0, Math.max(name.lastIndexOf('.'), 0));
  }

  /** To import a module runs the packages around it. */
  private void want(String name, Set<SourceFile> wanted) {
    String around = name;
    while (!around.isEmpty() && asked.add(around)) {
      SourceFile file = byName.get(around);
      if (file != null) {
        wanted.add(file);
      }
      around = around.substring(0, Math.max(around.lastIndexOf('.'), 0));
    }
  }
}
