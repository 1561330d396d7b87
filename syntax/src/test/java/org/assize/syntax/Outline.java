package org.assize.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.base.SourceText;

/** Trees in a form that a test can spell: one line per node, its kind and the text it covers. */
final class Outline {
  private Outline() {}

  static ParsedFile parse(String text) {
    return Parser.parse(SourceText.of(text), Optional.empty());
  }

  static ParsedFile parse(String text, int minor) {
    return Parser.parse(SourceText.of(text), Optional.of(new PythonVersion(minor)));
  }

  /** The messages of a text's problems, each behind its line and column. */
  static List<String> problems(ParsedFile file) {
    return file.problems().stream()
        .map(p -> file.text().positionAt(p.span().start()) + " " + p.message())
        .toList();
  }

  /** The nodes of a text but the module, parents first, as {@code Kind text}. */
  static List<String> of(String text) {
    ParsedFile file = parse(text);
    List<String> lines = new ArrayList<>();
    Nodes.forEach(
        file.tree(),
        node -> {
          boolean shown = !(node instanceof Node.Module) && node.start() < node.end();
          if (shown) {
            String covered = file.text().slice(node.start(), node.end()).replace("\n", "|");
            lines.add(node.getClass().getSimpleName() + " " + covered);
          }
        });
    return lines;
  }

  /** The expression that a text is. */
  static Expr expression(String text) {
    return expression(parse(text));
  }

  static Expr expression(ParsedFile file) {
    if (file.problems().isEmpty() && file.tree().body().getFirst() instanceof Stmt.ExprStmt s) {
      return s.value();
    }
    throw new AssertionError(problems(file) + " " + file.tree());
  }
}
