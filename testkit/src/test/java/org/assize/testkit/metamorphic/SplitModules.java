package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * Moves functions of a module, with the imports and constants that they need, to a module beside
 * it, which the first then imports them from. Modules of tests stay whole, since tests are
 * collected by their place and the review says of each import of a helper of tests what it is; so
 * do programs where a text names what would move, as patches do.
 */
final class SplitModules {
  private SplitModules() {}

  static Map<String, List<Piece>> files(Project project) {
    Map<String, List<Piece>> files = new LinkedHashMap<>();
    for (Source source : project.sources()) {
      if (!isTest(source) && !source.module().isPackage()) {
        Movable movable = new Movable(source);
        if (!movable.isEmpty() && !isNamedByText(project, movable.names())) {
          split(source, movable, project, files);
        }
      }
    }
    return files;
  }

  private static boolean isTest(Source source) {
    String file = source.path().substring(source.path().lastIndexOf('/') + 1);
    return source.path().contains("test") || file.startsWith("__") || source.mentions("__file__");
  }

  private static boolean isNamedByText(Project project, Set<String> names) {
    boolean[] named = {false};
    for (Source source : project.sources()) {
      source.forEach(node ->
          named[0] |=
              node instanceof Expr.Str text
                  && names.contains(text.value().substring(text.value().lastIndexOf('.') + 1)));
    }
    return named[0];
  }

  private static void split(
      Source source, Movable movable, Project project, Map<String, List<Piece>> files) {
    String path = source.path().replaceFirst("\\.py$", "_parts.py");
    if (project.files().containsKey(path)) {
      return;
    }
    List<Piece> parts = new ArrayList<>();
    for (Node statement : movable.imports()) {
      parts.add(Piece.copy(source, statement.start(), statement.end()));
      parts.add(Piece.added("\n"));
    }
    Edits edits = new Edits(source);
    boolean first = true;
    for (var statement : movable.statements()) {
      int start = source.startWithComments(statement);
      int end = source.lineEnd(statement.end());
      parts.add(Piece.added("\n\n"));
      parts.add(Piece.copy(source, start, end));
      edits.replace(start, end, Piece.added(first ? importBack(source, path, movable) : ""));
      first = false;
    }
    parts.add(Piece.added("\n"));
    files.put(source.path(), edits.pieces());
    files.put(path, parts);
  }

  private static String importBack(Source source, String path, Movable movable) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.py$", "");
    String from = source.module().name().contains(".") ? "." + name : name;
    return "from " + from + " import " + String.join(", ", new TreeSet<>(movable.names())) + "\n";
  }

  /** Whether any node below one is of a kind. */
  static boolean has(Node root, Class<? extends Node> kind) {
    boolean[] found = {false};
    Nodes.forEach(root, node -> found[0] |= kind.isInstance(node));
    return found[0];
  }
}
