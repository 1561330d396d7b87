package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that holds the program, and where the given paths lie in it.
 *
 * @param path absolute, parted by {@code /}
 * @param reason what told it
 * @param scope the given paths relative to it, in their order; {@code ""} is the root itself
 * @param outside the given paths that do not lie in it, absolute; only where the root was given
 * @param packagePrefix the dotted name of the package that the root itself is, or {@code ""}: a
 *     module's full name begins with it
 */
public record ProjectRoot(
    String path, Reason reason, List<String> scope, List<String> outside, String packagePrefix) {
  /** What tells the root. */
  public enum Reason {
    /** {@code --project}. */
    GIVEN,
    /** The nearest folder around the paths with {@code .git} or a project file. */
    MARKER,
    /** No marker: the given folder, or the one that holds all the given paths. */
    GIVEN_FOLDER,
    /** No marker: the folder that holds the given file's top package. */
    TOP_PACKAGE
  }

  private static final List<String> MARKERS =
      List.of(".git", "pyproject.toml", "setup.py", "setup.cfg");

  /**
   * Finds the root of given paths.
   *
   * <p>Several paths have the root that each of them has, else the nearest marked folder around all
   * of them, else the folder that holds them all. A marker in the user's home folder or at the top
   * of the file system counts only for a path that names that folder itself: it is somebody's
   * settings, and would make all they own one program.
   *
   * @param paths absolute, at least one, existing or not; no {@code .} or {@code ..} in them
   * @param project the folder of {@code --project}, absolute
   * @param home the user's home folder, absolute, or {@code ""}
   */
  public static ProjectRoot locate(
      AncestorProbe probe, List<String> paths, Optional<String> project, String home) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no path");
    }
    Search search = new Search(probe, home);
    if (project.isPresent()) {
      return search.at(project.get(), Reason.GIVEN, paths);
    }
    List<Optional<String>> marked = paths.stream().map(search::marked).distinct().toList();
    if (marked.size() == 1 && marked.getFirst().isPresent()) {
      return search.at(marked.getFirst().get(), Reason.MARKER, paths);
    }
    if (paths.size() == 1) {
      String path = paths.getFirst();
      return search.isFolder(path)
          ? search.at(path, Reason.GIVEN_FOLDER, paths)
          : search.at(search.abovePackages(path), Reason.TOP_PACKAGE, paths);
    }
    String common = search.common(paths);
    Optional<String> around = search.marked(common);
    return around.isPresent()
        ? search.at(around.get(), Reason.MARKER, paths)
        : search.at(search.abovePackages(common + "/-"), Reason.GIVEN_FOLDER, paths);
  }

  /** Returns the folder that holds an absolute path; nothing for the top of the file system. */
  static Optional<String> parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0 || path.equals("/") || (slash == path.length() - 1 && slash == 2)) {
      return Optional.empty();
    }
    if (slash == 0) {
      return Optional.of("/");
    }
    return Optional.of(
        slash == 2 && path.charAt(1) == ':' ? path.substring(0, 3) : path.substring(0, slash));
  }

  /** Appends a name to an absolute folder. */
  static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  private record Search(AncestorProbe probe, String home) {
    ProjectRoot at(String root, Reason reason, List<String> paths) {
      List<String> scope = new ArrayList<>();
      List<String> outside = new ArrayList<>();
      for (String path : paths) {
        if (isBelow(path, root)) {
          scope.add(path.equals(root) ? "" : path.substring(child(root, "").length()));
        } else {
          outside.add(path);
        }
      }
      return new ProjectRoot(
          root, reason, List.copyOf(scope), List.copyOf(outside), packagePrefix(root));
    }

    boolean isFolder(String path) {
      return probe.kind(path).filter(kind -> kind == Entry.Kind.FOLDER).isPresent();
    }

    /** Returns the nearest marked folder around a path, itself included. */
    Optional<String> marked(String path) {
      Optional<String> at = isFolder(path) ? Optional.of(path) : parent(path);
      while (at.isPresent()) {
        String folder = at.get();
        boolean everything = folder.equals(home) || parent(folder).isEmpty();
        if ((!everything || folder.equals(path)) && isMarked(folder)) {
          return at;
        }
        at = parent(folder);
      }
      return Optional.empty();
    }

    private boolean isMarked(String folder) {
      return MARKERS.stream().anyMatch(name -> probe.kind(child(folder, name)).isPresent());
    }

    /** Returns the nearest folder around a file that is no package. */
    String abovePackages(String file) {
      String folder = parent(file).orElse(file);
      while (isPackage(folder)) {
        Optional<String> outer = parent(folder);
        if (outer.isEmpty()) {
          break;
        }
        folder = outer.get();
      }
      return folder;
    }

    private boolean isPackage(String folder) {
      return probe.kind(child(folder, "__init__.py")).isPresent();
    }

    private String packagePrefix(String root) {
      StringBuilder dotted = new StringBuilder();
      String at = root;
      while (isPackage(at)) {
        Optional<String> outer = parent(at);
        if (outer.isEmpty()) {
          break;
        }
        String name = at.substring(at.lastIndexOf('/') + 1);
        dotted.insert(0, dotted.isEmpty() ? name : name + ".");
        at = outer.get();
      }
      return dotted.toString();
    }

    String common(List<String> paths) {
      String found = folderOf(paths.getFirst());
      for (String path : paths) {
        while (!isBelow(path, found)) {
          Optional<String> outer = parent(found);
          if (outer.isEmpty()) {
            return found;
          }
          found = outer.get();
        }
      }
      return found;
    }

    private String folderOf(String path) {
      return isFolder(path) ? path : parent(path).orElse(path);
    }

    private static boolean isBelow(String path, String folder) {
      return path.equals(folder) || path.startsWith(child(folder, ""));
    }
  }
}
