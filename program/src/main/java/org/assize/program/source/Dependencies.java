package org.assize.program.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folders of installed code that is read for facts and never reviewed.
 *
 * @param roots absolute folders on which import paths start, without duplicates, in their order
 * @param notFound given folders that are none, absolute
 */
public record Dependencies(List<String> roots, List<String> notFound) {
  private static final List<String> USUAL = List.of(".venv", "venv", "env");

  /**
   * The folders of {@code --deps}; each may be a folder of packages or a virtual environment.
   *
   * @param folders absolute
   */
  public static Dependencies given(AncestorProbe probe, List<String> folders) {
    List<String> roots = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String folder : folders) {
      if (probe.kind(folder).filter(kind -> kind == Entry.Kind.FOLDER).isEmpty()) {
        missing.add(folder);
        continue;
      }
      List<String> packages =
          isEnvironment(probe, folder) ? sitePackages(probe, folder) : List.of(folder);
      packages.stream().filter(root -> !roots.contains(root)).forEach(roots::add);
    }
    return new Dependencies(List.copyOf(roots), List.copyOf(missing));
  }

  /**
   * The project's own virtual environment: {@code .venv}, {@code venv} or {@code env} in the root,
   * told by its {@code pyvenv.cfg}; else the active one, if it lies below the root. An environment
   * elsewhere may belong to anything, so it is never guessed: {@code --deps} names it.
   *
   * @param root the program's root, absolute
   * @param active what {@code VIRTUAL_ENV} holds, absolute, or {@code ""}
   */
  public static Dependencies ofProject(AncestorProbe probe, String root, String active) {
    Optional<String> found =
        USUAL.stream()
            .map(name -> ProjectRoot.child(root, name))
            .filter(folder -> isEnvironment(probe, folder))
            .findFirst();
    if (found.isEmpty()
        && active.startsWith(ProjectRoot.child(root, ""))
        && isEnvironment(probe, active)) {
      found = Optional.of(active);
    }
    List<String> roots = found.map(folder -> sitePackages(probe, folder)).orElse(List.of());
    return new Dependencies(roots, List.of());
  }

  private static boolean isEnvironment(AncestorProbe probe, String folder) {
    return probe.kind(ProjectRoot.child(folder, "pyvenv.cfg")).isPresent();
  }

  private static List<String> sitePackages(AncestorProbe probe, String environment) {
    List<String> found = new ArrayList<>();
    String lib = ProjectRoot.child(environment, "lib");
    for (String name : probe.names(lib)) {
      if (name.startsWith("python") || name.startsWith("pypy")) {
        addFolder(probe, ProjectRoot.child(lib, name) + "/site-packages", found);
      }
    }
    if (found.isEmpty()) {
      addFolder(probe, ProjectRoot.child(environment, "Lib") + "/site-packages", found);
    }
    return List.copyOf(found);
  }

  private static void addFolder(AncestorProbe probe, String folder, List<String> found) {
    if (probe.kind(folder).filter(kind -> kind == Entry.Kind.FOLDER).isPresent()) {
      found.add(folder);
    }
  }
}
