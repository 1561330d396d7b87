package org.assize.testkit.metamorphic;

import java.util.List;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Adds what does nothing: statements without effect and a branch that is never taken at the head of
 * each function, comments and empty lines before each statement of the module, and a function that
 * nobody calls at its end. What has no functions, as a file of settings or one that is still empty,
 * gets none: with code of its own it would be another kind of file.
 */
final class DeadCode {
  private final Source source;

  DeadCode(Source source) {
    this.source = source;
  }

  Edits edits() {
    Edits edits = new Edits(source);
    List<Stmt> body = source.module().tree().body();
    for (Stmt statement : body.subList(Math.min(1, body.size()), body.size())) {
      if (source.isAlone(statement)) {
        edits.insert(
            source.startWithComments(statement), Piece.added("\n# What follows is as it was.\n\n"));
      }
    }
    source.scopes().functions().forEach(function -> fill(function.node(), edits));
    if (body.stream().anyMatch(Stmt.FunctionDef.class::isInstance)
        && source.slice(0, source.length()).endsWith("\n")) {
      edits.insert(source.length(), Piece.added(uncalled()));
    }
    return edits;
  }

  private String uncalled() {
    return "\n\ndef %s(first):\n    return first\n".formatted(source.unused("_never_called"));
  }

  private void fill(Stmt.FunctionDef function, Edits edits) {
    int first = isDocstring(function.body().getFirst()) ? 1 : 0;
    if (first == function.body().size()) {
      return;
    }
    Stmt head = function.body().get(first);
    String indent = source.before(source.start(head));
    if (indent.isBlank() && !indent.isEmpty()) {
      String unused = source.unused("_unused");
      edits.insert(
          source.lineStart(source.start(head)),
          Piece.added(indent + unused + " = 0\n"),
          Piece.added(indent + "if False:\n" + indent + "    len(\"\")\n"));
    }
  }

  private static boolean isDocstring(Stmt statement) {
    return statement instanceof Stmt.ExprStmt e && e.value() instanceof Expr.Str;
  }
}
