package org.assize.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Node.Alias;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * What the whole program asks of every module, gathered in one walk: its imports and the words that
 * it uses as names.
 *
 * @param imports in the order of their places
 * @param words identifiers, attribute and keyword names, and the parts of dotted strings
 */
record ModuleOutline(List<ImportSite> imports, Set<String> words) {

  static ModuleOutline of(Node.Module tree) {
    Walk walk = new Walk();
    for (Stmt statement : tree.body()) {
      walk.visit(statement);
    }
    return new ModuleOutline(List.copyOf(walk.imports), walk.words);
  }

  private static final class Walk {
    private static final int LONGEST_DOTTED_STRING = 200;

    private final List<ImportSite> imports = new ArrayList<>();
    private final Set<String> words = new HashSet<>();
    private boolean typesOnly;
    private boolean mainOnly;

    private void visit(Node node) {
      switch (node) {
        case Stmt.Import s -> s.names().forEach(alias -> addImport(s, alias));
        case Stmt.ImportFrom s -> s.names().forEach(alias -> addImport(s, alias));
        case Stmt.If s -> visitIf(s);
        case Expr.Name e -> words.add(e.id());
        case Expr.Attribute e -> {
          words.add(e.attribute());
          visit(e.value());
        }
        case Expr.Str e -> addDotted(e.value());
        case Stmt.FunctionDef s -> {
          words.add(s.name());
          Nodes.forEachChild(s, this::visit);
        }
        case Stmt.ClassDef s -> {
          words.add(s.name());
          Nodes.forEachChild(s, this::visit);
        }
        case Node.Keyword k -> {
          if (k.name() != null) {
            words.add(k.name());
          }
          visit(k.value());
        }
        default -> Nodes.forEachChild(node, this::visit);
      }
    }

    private void addImport(Stmt statement, Alias alias) {
      imports.add(new ImportSite(statement, alias, typesOnly, mainOnly));
      String name = alias.name();
      words.add(name.substring(name.lastIndexOf('.') + 1));
      if (alias.asName() != null) {
        words.add(alias.asName());
      }
    }

    private void visitIf(Stmt.If s) {
      boolean types = typesOnly;
      boolean main = mainOnly;
      typesOnly |= Syntax.isTypeChecking(s.test());
      mainOnly |= Syntax.isMainGuard(s.test());
      visit(s.test());
      s.body().forEach(this::visit);
      typesOnly = types;
      mainOnly = main;
      s.orelse().forEach(this::visit);
    }

    private void addDotted(String text) {
      if (text.isEmpty() || text.length() > LONGEST_DOTTED_STRING) {
        return;
      }
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        boolean ends = i == text.length() || text.charAt(i) == '.';
        if (ends && i > start) {
          start = i + 1;
        } else if (ends || !Character.isJavaIdentifierPart(text.charAt(i))) {
          return;
        }
      }
      for (String part : text.split("\\.", -1)) {
        words.add(part);
      }
    }
  }
}
