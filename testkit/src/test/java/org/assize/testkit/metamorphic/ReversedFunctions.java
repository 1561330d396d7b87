package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Reverses each run of functions of a module between which nothing else stands, so that nothing is
 * evaluated there but their decorators, defaults and annotations. Where one of these names a
 * function of the module, or a function is defined twice, the order may matter.
 */
final class ReversedFunctions {
  private final Source source;

  ReversedFunctions(Source source) {
    this.source = source;
  }

  Edits edits() {
    Edits edits = new Edits(source);
    List<Stmt.FunctionDef> run = new ArrayList<>();
    for (Stmt statement : source.module().tree().body()) {
      if (statement instanceof Stmt.FunctionDef function && source.isAlone(function)) {
        run.add(function);
      } else {
        reverse(run, edits);
        run.clear();
      }
    }
    reverse(run, edits);
    return edits;
  }

  private void reverse(List<Stmt.FunctionDef> run, Edits edits) {
    if (run.size() < 2 || orderMatters(run)) {
      return;
    }
    for (int i = 0; i < run.size(); i++) {
      Stmt.FunctionDef here = run.get(i);
      Stmt.FunctionDef other = run.get(run.size() - 1 - i);
      edits.replace(start(here), end(here), Piece.copy(source, start(other), end(other)));
    }
  }

  private boolean orderMatters(List<Stmt.FunctionDef> run) {
    Set<String> names = new HashSet<>();
    for (Stmt.FunctionDef function : run) {
      if (!names.add(function.name())) {
        return true;
      }
    }
    Set<String> defined = new HashSet<>();
    source.scopes().functions().forEach(f -> defined.add(f.name()));
    boolean[] named = {false};
    for (Stmt.FunctionDef function : run) {
      List<Node> evaluated = new ArrayList<>(function.decorators());
      evaluated.add(function.parameters());
      if (function.returns() != null) {
        evaluated.add(function.returns());
      }
      for (Node node : evaluated) {
        Nodes.forEach(
            node, n -> named[0] |= n instanceof Expr.Name name && defined.contains(name.id()));
      }
    }
    return named[0];
  }

  private int start(Stmt.FunctionDef function) {
    return source.startWithComments(function);
  }

  /** Without the line end, which the last line of a file may lack. */
  private int end(Stmt.FunctionDef function) {
    int line = source.text().lineAt(function.end());
    return source.text().lineStart(line) + source.text().line(line).length();
  }
}
