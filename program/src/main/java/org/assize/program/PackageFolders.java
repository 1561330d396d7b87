package org.assize.program;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Stmt;

/**
 * The folders that are packages: those that hold an {@code __init__.py}, and those without one that
 * imports show to be one. Only the files of a package import each other by their place ({@code from
 * . import}), and a name with dots leads through packages (PEP 420).
 */
final class PackageFolders {
  private final Set<String> found = new HashSet<>();
  private final Set<String> places = new HashSet<>();

  private PackageFolders() {}

  /**
   * Finds them.
   *
   * @param outlines what the files import, in the order of the files
   */
  static Set<String> of(List<ProgramFile> files, List<ModuleOutline> outlines) {
    PackageFolders folders = new PackageFolders();
    for (ProgramFile file : files) {
      folders.place(file.path());
    }
    for (int i = 0; i < files.size(); i++) {
      String folder = around(files.get(i).path());
      for (ImportSite site : outlines.get(i).imports()) {
        int level = site.statement() instanceof Stmt.ImportFrom from ? from.level() : 0;
        if (level > 0) {
          folders.upwards(folder, level);
        } else {
          folders.named(folder, dotted(site));
        }
      }
    }
    return folders.found;
  }

  /**
   * Notes a module, and the folders that it lies in, by the path that an import makes of a name.
   */
  private void place(String path) {
    if (path.endsWith("/__init__.py") || path.endsWith("/__init__.pyi")) {
      found.add(around(path));
    }
    if (path.endsWith(".py")) {
      places.add(path.substring(0, path.length() - 3));
    }
    for (String folder = around(path); !folder.isEmpty(); folder = around(folder)) {
      places.add(folder);
    }
  }

  /** {@code from ..models import}: both folders upwards are packages. */
  private void upwards(String from, int level) {
    String folder = from;
    for (int k = 0; k < level && !folder.isEmpty(); k++) {
      found.add(folder);
      folder = around(folder);
    }
  }

  /** {@code from app.models import}: the folder {@code app} that is nearest above the file. */
  private void named(String importer, String dotted) {
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      return;
    }
    String folder = importer;
    while (!folder.isEmpty() && !holds(folder, dotted, dot)) {
      folder = around(folder);
    }
    for (int end = dot; end > 0 && holds(folder, dotted, end); end = dotted.indexOf('.', end + 1)) {
      found.add(below(folder, dotted.substring(0, end)));
    }
  }

  /** Whether the name up to a dot is a folder that has what comes next. */
  private boolean holds(String root, String dotted, int dot) {
    int next = dotted.indexOf('.', dot + 1);
    return places.contains(below(root, dotted.substring(0, next < 0 ? dotted.length() : next)));
  }

  private static String below(String root, String dotted) {
    return (root.isEmpty() ? "" : root + "/") + dotted.replace('.', '/');
  }

  private static String dotted(ImportSite site) {
    String name = site.alias().name();
    return site.statement() instanceof Stmt.ImportFrom from ? from.module() + "." + name : name;
  }

  static String around(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
