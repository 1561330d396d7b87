package org.assize.testkit.metamorphic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Gives local variables other names. Parameters keep theirs, which callers may name, and so do all
 * names of a file in which code can ask for variables by a text.
 */
final class RenamedLocals {
  /** What a variable is called instead, or null where it keeps its name. */
  interface Naming {
    @Nullable String name(Source source, Symbol symbol, int number);
  }

  private static final Set<String> BY_TEXT =
      Set.of("locals", "vars", "globals", "eval", "exec", "dir", "compile", "inspect", "sys");

  /** Ways to bind a name that show it as an expression. */
  private static final Set<Binding.Kind> SHOWN =
      EnumSet.of(
          Binding.Kind.ASSIGNMENT,
          Binding.Kind.UNPACKING,
          Binding.Kind.AUGMENTED,
          Binding.Kind.DECLARATION,
          Binding.Kind.LOOP,
          Binding.Kind.WITH);

  /** Names that say nothing of what they hold. */
  private static final Set<String> MEANINGLESS =
      Set.of("result", "res", "ret", "tmp", "temp", "out", "found", "made", "thing", "obj", "each");

  private final Source source;
  private final Naming naming;
  private final Set<String> kept = new HashSet<>();
  private final IdentityHashMap<Symbol, String> names = new IdentityHashMap<>();

  RenamedLocals(Source source, Naming naming) {
    this.source = source;
    this.naming = naming;
  }

  /** Keeps the words, which carry a meaning; a number would be one, as in {@code password2}. */
  static String suffixed(Source source, Symbol symbol, int number) {
    return source.unused(symbol.name() + "_");
  }

  /** Replaces only what has no meaning. */
  static @Nullable String neutral(Source source, Symbol symbol, int number) {
    boolean isMeaningless = symbol.name().length() == 1 || MEANINGLESS.contains(symbol.name());
    return isMeaningless ? source.unused("v" + number) : null;
  }

  Edits edits() {
    Edits edits = new Edits(source);
    if (BY_TEXT.stream().noneMatch(source::mentions)) {
      findKept();
      source.scopes().functions().forEach(this::choose);
      rename(edits);
    }
    return edits;
  }

  /** Names that are written as texts: in other scopes' statements, or shown by {@code {x=}}. */
  private void findKept() {
    source.forEach(node -> {
      switch (node) {
        case Stmt.Nonlocal n -> kept.addAll(n.names());
        case Stmt.Global n -> kept.addAll(n.names());
        case Expr.FormattedValue f when source.slice(f).contains("=") -> keepNamesBelow(f);
        case Expr.Interpolation f -> keepNamesBelow(f);
        default -> {}
      }
    });
  }

  private void keepNamesBelow(Expr expression) {
    org.assize.syntax.Nodes.forEach(
        expression,
        node -> {
          if (node instanceof Expr.Name name) {
            kept.add(name.id());
          }
        });
  }

  private void choose(PythonFunction function) {
    List<Symbol> symbols = new ArrayList<>(function.body().symbols());
    for (Symbol symbol : symbols) {
      if (isRenamed(symbol)) {
        String name = naming.name(source, symbol, names.size() + 1);
        if (name != null) {
          names.put(symbol, name);
        }
      }
    }
  }

  private boolean isRenamed(Symbol symbol) {
    return symbol.scope().kind() == Scope.Kind.FUNCTION
        && symbol.isBound()
        && !symbol.name().startsWith("_")
        && !kept.contains(symbol.name())
        && symbol.bindings().stream()
            .allMatch(b -> SHOWN.contains(b.kind()) && b.node() instanceof Expr.Name);
  }

  private void rename(Edits edits) {
    source.forEach(node -> {
      if (node instanceof Expr.Name name && source.slice(name).equals(name.id())) {
        source
            .scopes()
            .at(name.start())
            .lookup(name.id())
            .ifPresent(symbol -> {
              String renamed = names.get(symbol);
              if (renamed != null) {
                edits.replace(
                    name.start(), name.end(), Piece.instead(source, name.start(), renamed));
              }
            });
      }
    });
  }
}
