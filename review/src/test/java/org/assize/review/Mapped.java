package org.assize.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assize.facts.CodeRole;
import org.assize.facts.StandardLibrary;
import org.assize.knowledge.Knowledge;
import org.assize.program.source.MemoryTree;

/** Maps files in memory, with the knowledge that users have. */
final class Mapped {
  private static final Knowledge KNOWLEDGE = Knowledge.load();
  private static final StandardLibrary LIBRARY = StandardLibrary.load();

  private final Map<String, String> files = new LinkedHashMap<>();

  /** Adds a file. */
  Mapped file(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Maps one file alone. */
  static Mapped of(String text) {
    return new Mapped().file("app.py", text);
  }

  ProgramMap map(int jobs) {
    Workspace memory =
        request -> new Workspace.Opened(MemoryTree.of(files), List.of(""), List.of());
    ReviewRequest request =
        new ReviewRequest(
            List.of(""),
            null,
            null,
            List.of(),
            List.of(),
            null,
            new Dependencies.None(),
            Selection.ALL,
            jobs);
    try {
      return new ProjectReviewer("test", KNOWLEDGE, LIBRARY, memory).map(request, Progress.NONE);
    } catch (CannotReviewException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Returns the entries as {@code control kind address function}, tests with their role. */
  List<String> entries() {
    List<String> shown = new ArrayList<>();
    for (MappedEntry entry : map(1).entries()) {
      String role = entry.role() == CodeRole.TEST ? "test " : "";
      String name = entry.function().isEmpty() ? "(module)" : entry.function();
      String address = entry.address().isEmpty() ? "" : entry.address() + " ";
      shown.add(role + entry.control().id() + " " + entry.kind() + " " + address + name);
    }
    return shown;
  }

  /** Returns who reaches each function, by name. */
  Map<String, Reached> reached() {
    Map<String, Reached> reached = new TreeMap<>();
    for (MappedFile file : map(1).files()) {
      file.functions().forEach(f -> reached.put(f.name(), f.reached()));
    }
    return reached;
  }

  /** Returns the way to a function, one {@code path:line text} for each step. */
  List<String> way(String function) {
    return map(1).files().stream()
        .flatMap(f -> f.functions().stream())
        .filter(f -> f.name().equals(function))
        .flatMap(f -> f.way().stream())
        .map(s -> s.location().path() + ":" + s.location().startLine() + " " + s.text())
        .toList();
  }
}
