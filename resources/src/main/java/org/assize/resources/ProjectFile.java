package org.assize.resources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assize.base.SourceText;

/**
 * What a project says of itself: where its packages lie and where it is entered. All of it is a
 * claim of the project's, not a fact about its code.
 *
 * @param name the distribution's name
 * @param requiresPython as it is written ({@code >=3.9})
 * @param packageFolders the folder of a package by its dotted name; {@code ""} is the folder of all
 *     packages that have none of their own ({@code src})
 * @param searchFolders folders in which packages are looked for ({@code .}, {@code src})
 * @param packages declared packages or modules, by dotted name
 * @param entryPoints by group and name
 * @param problems what was not understood
 */
public record ProjectFile(
    Optional<String> name,
    Optional<String> requiresPython,
    SortedMap<String, String> packageFolders,
    List<String> searchFolders,
    List<String> packages,
    List<EntryPoint> entryPoints,
    List<FileProblem> problems) {

  /**
   * A function that something outside the program calls.
   *
   * @param group {@code console_scripts}, {@code gui_scripts}, or a plug-in group
   * @param name the command or plug-in
   * @param module dotted name
   * @param object dotted name in the module, or {@code ""} for the module itself
   */
  public record EntryPoint(String group, String name, String module, String object) {}

  /** Reads a {@code pyproject.toml}: PEP 621, setuptools, Poetry, Flit, Hatch, PDM. */
  public static ProjectFile pyproject(byte[] bytes) {
    TomlReader.Read read = TomlReader.read(SourceText.of(Notebook.decode(bytes)));
    return new PyprojectReader(read.value()).read(read.problems());
  }

  /** Reads a {@code setup.cfg}: setuptools and pbr. */
  public static ProjectFile setupCfg(byte[] bytes) {
    IniReader.Read read = ini(bytes, IniReader.KeyCase.LOWER);
    Builder built = new Builder();
    built.name = nonEmpty(read.value("metadata", "name"));
    built.requiresPython =
        nonEmpty(read.value("options", "python_requires"))
            .or(() -> nonEmpty(read.value("metadata", "python_requires")))
            .or(() -> nonEmpty(read.value("metadata", "python-requires")));
    for (String line : read.lines("options", "package_dir")) {
      // Continued lines or one line with commas.
      for (String part : line.split(",", -1)) {
        built.packageFolder(part);
      }
    }
    for (String line : read.lines("options", "packages")) {
      if (!line.startsWith("find")) {
        built.addAll(built.packages, List.of(line.split("[,\\s]+", 0)));
      }
    }
    built.addAll(built.packages, read.lines("options", "py_modules"));
    built.addAll(built.packages, read.lines("files", "packages"));
    built.addAll(built.packages, read.lines("files", "modules"));
    built.addAll(built.searchFolders, read.lines("options.packages.find", "where"));
    nonEmpty(read.value("files", "packages_root"))
        .ifPresent(folder -> built.packageFolders.put("", folder));
    for (String section : List.of("options.entry_points", "entry_points")) {
      read.sections()
          .getOrDefault(section, Map.of())
          .forEach((group, value) -> value.lines().forEach(line -> built.entryPoint(group, line)));
    }
    return built.build(read.problems());
  }

  /** Reads the {@code entry_points.txt} of an installed distribution. */
  public static ProjectFile entryPointsTxt(byte[] bytes) {
    IniReader.Read read = ini(bytes, IniReader.KeyCase.KEPT);
    Builder built = new Builder();
    read.sections()
        .forEach((group, points) ->
            points.forEach((name, target) -> built.entryPoint(group, name, target)));
    return built.build(read.problems());
  }

  private static IniReader.Read ini(byte[] bytes, IniReader.KeyCase keys) {
    return IniReader.read(SourceText.of(Notebook.decode(bytes)), keys);
  }

  private static Optional<String> nonEmpty(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  /** Collects what the readers find. */
  static final class Builder {
    Optional<String> name = Optional.empty();
    Optional<String> requiresPython = Optional.empty();
    final SortedMap<String, String> packageFolders = new TreeMap<>();
    final List<String> searchFolders = new ArrayList<>();
    final List<String> packages = new ArrayList<>();
    private final SortedMap<String, EntryPoint> entryPoints = new TreeMap<>();

    /** Adds what is new, in its order. */
    void addAll(List<String> to, List<String> values) {
      for (String value : values) {
        String bare = value.strip();
        if (!bare.isEmpty() && !to.contains(bare)) {
          to.add(bare);
        }
      }
    }

    /** Adds {@code package = folder}; the package may be missing. */
    void packageFolder(String line) {
      int equals = line.indexOf('=');
      if (equals >= 0 && !line.substring(equals + 1).isBlank()) {
        packageFolders.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }

    /** Adds {@code name = module:object}. */
    void entryPoint(String group, String line) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        entryPoint(group, line.substring(0, equals).strip(), line.substring(equals + 1));
      }
    }

    /** Adds {@code module:object [extras]} under a name. */
    void entryPoint(String group, String point, String target) {
      int extras = target.indexOf('[');
      String bare = (extras < 0 ? target : target.substring(0, extras)).strip();
      int colon = bare.indexOf(':');
      String module = (colon < 0 ? bare : bare.substring(0, colon)).strip();
      String object = colon < 0 ? "" : bare.substring(colon + 1).strip();
      if (!module.isEmpty()) {
        entryPoints.put(group + '\0' + point, new EntryPoint(group, point, module, object));
      }
    }

    ProjectFile build(List<FileProblem> problems) {
      return new ProjectFile(
          name,
          requiresPython,
          Collections.unmodifiableSortedMap(new TreeMap<>(packageFolders)),
          List.copyOf(searchFolders),
          List.copyOf(packages),
          List.copyOf(entryPoints.values()),
          problems);
    }
  }
}
