package org.assize.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The templates of a program, by the names under which code asks for them: paths below folders that
 * loaders know, so the ends of their paths.
 */
final class Templates {
  private static final int MAX_MEANT = 4;

  private final Map<String, List<PythonModule>> byFile = new HashMap<>();

  private Templates() {}

  static Templates of(List<PythonModule> modules) {
    Templates templates = new Templates();
    for (PythonModule module : modules) {
      if (module.isTemplate()) {
        templates.byFile.computeIfAbsent(file(module.path()), f -> new ArrayList<>()).add(module);
      }
    }
    return templates;
  }

  private static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Returns those whose path ends with a name; none where too many do. What a loader knows by one
   * of its folders, it knows by a longer name in the folders below.
   */
  List<PythonModule> named(String name) {
    String asked = name.startsWith("/") ? name : "/" + name;
    List<PythonModule> found =
        byFile.getOrDefault(file(name), List.of()).stream()
            .filter(m -> ("/" + m.path()).endsWith(asked))
            .toList();
    List<String> folders = found.stream().map(m -> folder(m, asked)).toList();
    List<PythonModule> outermost =
        found.stream()
            .filter(m -> folders.stream().noneMatch(f -> folder(m, asked).startsWith(f + "/")))
            .toList();
    return outermost.size() > MAX_MEANT ? List.of() : outermost;
  }

  private static String folder(PythonModule module, String asked) {
    String path = "/" + module.path();
    return path.substring(0, path.length() - asked.length());
  }
}
