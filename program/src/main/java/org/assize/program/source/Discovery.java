package org.assize.program.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the Python files of a program and says which of them are in scope.
 *
 * <p>The program is everything below the root, the scope what the given paths name. Left out are
 * the folders of {@link DefaultExclusions} and what the {@code .gitignore} files from the root down
 * and {@code .git/info/exclude} name, in a git work tree or not, but neither those above the root
 * nor a user's own. A given path beats all of these for itself; what lies below it has to pass them
 * as anything else. {@code --exclude} beats a given path.
 *
 * <p>Symbolic links give a file no second review: they are {@link SourceSet#aliases()}. A link that
 * leaves the root is followed only if a given path names it, since reviewed code must not choose
 * what else is read. Hard links are files of their own, as they are modules of their own.
 */
public final class Discovery {
  private Discovery() {}

  /**
   * Lists a tree's files.
   *
   * @param paths files and folders, relative to the root; none stands for the root
   * @param filter which files of the scope are reported
   */
  public static SourceSet discover(SourceTree tree, List<String> paths, PathFilter filter) {
    TreeWalk walk = new TreeWalk(tree);
    walk.walkAll();
    Set<String> scope = new HashSet<>();
    for (String path : paths.isEmpty() ? List.of("") : paths) {
      String given = normalized(path);
      Optional<String> read = walk.addGiven(given);
      read.ifPresent(scope::add);
      if (read.isPresent() && walk.files().containsKey(read.get()) && !filter.accepts(read.get())) {
        walk.skip(
            given,
            Skipped.Reason.EXCLUDED,
            "left out by --include or --exclude; drop the pattern to have it reviewed");
      }
    }
    List<SourceFile> files = new ArrayList<>(walk.files().size());
    walk.files()
        .forEach((path, found) ->
            files.add(
                new SourceFile(
                    path,
                    found.kind(),
                    isBelowAny(path, scope) && filter.accepts(path),
                    scope.contains(path),
                    found.size())));
    return new SourceSet(
        List.copyOf(files),
        List.copyOf(walk.skipped().values()),
        Collections.unmodifiableSortedMap(new TreeMap<>(walk.aliases())),
        walk.folders());
  }

  private static String normalized(String path) {
    String bare = path;
    while (bare.startsWith("./")) {
      bare = bare.substring(2);
    }
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare.equals(".") ? "" : bare;
  }

  private static boolean isBelowAny(String path, Set<String> scope) {
    if (scope.contains("") || scope.contains(path)) {
      return true;
    }
    for (String at = Paths.folder(path); !at.isEmpty(); at = Paths.folder(at)) {
      if (scope.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
