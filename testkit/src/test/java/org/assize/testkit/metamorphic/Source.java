package org.assize.testkit.metamorphic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assize.base.SourceText;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Scopes;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** A Python file of a project that is to be changed, with its tree. */
final class Source {
  private final PythonModule module;

  Source(PythonModule module) {
    this.module = module;
  }

  PythonModule module() {
    return module;
  }

  String path() {
    return module.path();
  }

  SourceText text() {
    return module.text();
  }

  Scopes scopes() {
    return module.scopes();
  }

  int length() {
    return text().length();
  }

  String slice(int start, int end) {
    return text().slice(start, end);
  }

  String slice(Node node) {
    return slice(node.start(), node.end());
  }

  /** Whether all of it was understood, as a Python of today. */
  boolean isUnderstood() {
    boolean[] understood = {!module.isTemplate()};
    forEach(node -> {
      if (node instanceof Stmt.Bad || node instanceof Stmt.Print || node instanceof Stmt.Exec) {
        understood[0] = false;
      }
    });
    return understood[0];
  }

  /** Whether a name is mentioned anywhere as an expression, for example {@code locals}. */
  boolean mentions(String name) {
    boolean[] found = {false};
    forEach(node -> found[0] |= node instanceof Expr.Name n && n.id().equals(name));
    return found[0];
  }

  /** Returns the names that a part of the file reads from scopes of a kind. */
  Set<String> names(Node part, Scope.Kind kind) {
    Set<String> names = new LinkedHashSet<>();
    Nodes.forEach(
        part,
        node -> {
          if (node instanceof Expr.Name name) {
            scopes()
                .at(name.start())
                .lookup(name.id())
                .filter(symbol -> symbol.scope().kind() == kind)
                .ifPresent(_ -> names.add(name.id()));
          }
        });
    return names;
  }

  void forEach(Consumer<? super Node> visit) {
    Nodes.forEach(module.tree(), visit);
  }

  /** Returns the offset at which the line of an offset starts. */
  int lineStart(int offset) {
    return text().lineStart(text().lineAt(offset));
  }

  /** Returns the offset behind the line of an offset, its line end included. */
  int lineEnd(int offset) {
    int line = text().lineAt(offset);
    return line < text().lineCount() ? text().lineStart(line + 1) : length();
  }

  /** Returns what stands before an offset in its line. */
  String before(int offset) {
    return slice(lineStart(offset), offset);
  }

  /** Whether a statement stands on lines of its own. */
  boolean isAlone(Stmt statement) {
    String behind = slice(statement.end(), lineEnd(statement.end())).strip();
    return before(start(statement)).isBlank() && (behind.isEmpty() || behind.startsWith("#"));
  }

  /** Returns where a statement starts, its decorators included. */
  int start(Stmt statement) {
    var decorators =
        switch (statement) {
          case Stmt.FunctionDef f -> f.decorators();
          case Stmt.ClassDef c -> c.decorators();
          default -> List.<Expr>of();
        };
    int start = statement.start();
    for (Expr decorator : decorators) {
      start = Math.min(start, text().text().lastIndexOf('@', decorator.start()));
    }
    return start;
  }

  /** Returns the start of the lines of a statement and of the comments directly above it. */
  int startWithComments(Stmt statement) {
    int line = text().lineAt(start(statement));
    while (line > 1 && text().line(line - 1).startsWith("#")) {
      line--;
    }
    return text().lineStart(line);
  }

  /** Returns a name that the file does not use yet. */
  String unused(String name) {
    String free = name;
    for (int i = 2; text().text().contains(free); i++) {
      free = name + i;
    }
    return free;
  }
}
