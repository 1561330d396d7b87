package org.assize.program.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that hold no source of the project, by convention; a given path that names one of
 * them, or something below it, has it read all the same.
 */
final class DefaultExclusions {
  private static final String INSTALLED = "installed packages";
  private static final String CACHE = "a tool's cache";
  private static final String HISTORY = "a version control system's own files";

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry(".venv", "a virtual environment"),
          Map.entry("site-packages", INSTALLED),
          Map.entry("__pypackages__", INSTALLED),
          Map.entry("node_modules", INSTALLED),
          Map.entry(".eggs", INSTALLED),
          Map.entry(".tox", "the environments of tox"),
          Map.entry(".nox", "the environments of nox"),
          Map.entry(".direnv", "the environment of direnv"),
          Map.entry("__pycache__", CACHE),
          Map.entry(".cache", CACHE),
          Map.entry(".mypy_cache", CACHE),
          Map.entry(".pytest_cache", CACHE),
          Map.entry(".pytype", CACHE),
          Map.entry(".ruff_cache", CACHE),
          Map.entry(".hypothesis", CACHE),
          Map.entry(".ipynb_checkpoints", "copies that a notebook editor keeps"),
          Map.entry(".git", HISTORY),
          Map.entry(".hg", HISTORY),
          Map.entry(".svn", HISTORY),
          Map.entry(".bzr", HISTORY));

  /** Excluded too, but in every tree and of no interest to anyone. */
  private static final Set<String> UNMENTIONED =
      Set.of("__pycache__", ".git", ".hg", ".svn", ".bzr");

  private static final Set<String> BUILD_OUTPUT = Set.of("build", "dist");

  private DefaultExclusions() {}

  /** Returns what a folder holds if its name alone excludes it. */
  static Optional<String> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Returns whether leaving the folder out is worth a line. */
  static boolean isMentioned(String name) {
    return !UNMENTIONED.contains(name);
  }

  /**
   * Returns what a folder holds if its contents exclude it: a virtual environment under any name,
   * and {@code build} or {@code dist} unless it is a package.
   */
  static Optional<String> byContents(String name, List<Entry> entries) {
    if (holds(entries, "pyvenv.cfg") || holds(entries, "conda-meta")) {
      return Optional.of("a virtual environment");
    }
    return BUILD_OUTPUT.contains(name) && !holds(entries, "__init__.py")
        ? Optional.of("the output of a build")
        : Optional.empty();
  }

  private static boolean holds(List<Entry> entries, String name) {
    return entries.stream().anyMatch(entry -> entry.name().equals(name));
  }
}
