package org.assize.oracle;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.PythonVersion;
import org.assize.syntax.Stmt;

/** The names that the code of one scope binds or reads. */
final class ScopeEntry {
  private static final String FLAGS = "pilar";

  private final Scope scope;
  private final Map<String, Name> names = new LinkedHashMap<>();

  record Name(Set<Character> flags, char where) {}

  ScopeEntry(Scope scope) {
    this.scope = scope;
  }

  void mark(String name, char flag) {
    known(name).flags().add(flag);
  }

  /** Makes an entry without a flag, unless there is one; it is not written. */
  Name known(String name) {
    return names.computeIfAbsent(scope.mangled(name), _ -> new Name(new HashSet<>(), where(name)));
  }

  /** Adds the names of a comprehension that this scope has not itself. */
  void takeOver(ScopeEntry comprehension) {
    boolean module = scope.kind() == Scope.Kind.MODULE;
    comprehension.names.forEach(
        (name, entry) -> names.putIfAbsent(name, module ? new Name(entry.flags(), 'G') : entry));
  }

  /** Returns the names that the scope binds or reads. */
  List<String> names() {
    return names.keySet().stream().filter(n -> !entry(n).flags().isEmpty()).toList();
  }

  private Name entry(String name) {
    return Objects.requireNonNull(names.get(name));
  }

  /** Returns the line of a name in the canonical form. */
  String line(String name) {
    Name entry = entry(name);
    StringBuilder line = new StringBuilder();
    DumpWriter.escape(name, line);
    line.append(' ');
    FLAGS.chars().filter(c -> entry.flags().contains((char) c)).forEach(c -> line.append((char) c));
    return line.append(' ').append(entry.where()).toString();
  }

  private char where(String name) {
    Scope binds = scope.lookup(name).map(Symbol::scope).orElse(scope.root());
    return switch (binds.kind()) {
      case MODULE -> 'G';
      // CPython compiles what type parameters read of the class around them as a global name.
      case CLASS -> binds == scope ? 'L' : 'G';
      case FUNCTION, LAMBDA, COMPREHENSION, TYPE_PARAMETERS -> binds == scope ? 'L' : 'F';
    };
  }

  /** Returns kind, name and line of a scope as the canonical form has them. */
  static String title(Scope scope, PythonVersion version) {
    StringBuilder title = new StringBuilder("( ");
    String kind =
        switch (scope.kind()) {
          case MODULE -> "M ";
          case CLASS -> "C ";
          case TYPE_PARAMETERS -> "T ";
          case FUNCTION, LAMBDA, COMPREHENSION -> "F ";
        };
    DumpWriter.escape(name(scope.node()), title.append(kind));
    return title.append(' ').append(line(scope, version)).toString();
  }

  /** The line from 1; 0 for a module, and where {@link Deliberate#SCOPE_LINE_38} has none. */
  static int line(Scope scope, PythonVersion version) {
    boolean inExpression = scope.node() instanceof Expr && !version.has(9);
    return scope.kind() == Scope.Kind.MODULE || inExpression
        ? 0
        : scope.module().lineOf(scope.node());
  }

  private static String name(Node node) {
    return switch (node) {
      case Stmt.FunctionDef s -> s.name();
      case Stmt.ClassDef s -> s.name();
      case Stmt.TypeAlias s -> s.name().id();
      case Expr.Lambda _ -> "lambda";
      case Expr.ListComp _ -> "listcomp";
      case Expr.SetComp _ -> "setcomp";
      case Expr.DictComp _ -> "dictcomp";
      case Expr.GeneratorExp _ -> "genexpr";
      default -> "top";
    };
  }
}
