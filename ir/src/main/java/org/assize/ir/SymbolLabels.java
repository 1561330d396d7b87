package org.assize.ir;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.assize.program.PythonModule;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * A short text for each variable of a module: its name, for those of other scopes than the module's
 * with {@code @} and what opens the scope, and a number where that is not enough.
 */
final class SymbolLabels {
  private final IdentityHashMap<Symbol, String> labels = new IdentityHashMap<>();
  private final Map<String, Symbol> symbols = new HashMap<>();

  SymbolLabels(PythonModule module) {
    add(module.scopes().root());
  }

  String of(Symbol symbol) {
    return labels.getOrDefault(symbol, symbol.name() + "@?");
  }

  Optional<Symbol> symbol(String label) {
    return Optional.ofNullable(symbols.get(label));
  }

  private void add(Scope scope) {
    for (Symbol symbol : scope.symbols()) {
      if (symbol.scope() == scope) {
        String plain = symbol.name() + suffix(scope);
        String label = plain;
        for (int i = 2; symbols.containsKey(label); i++) {
          label = plain + "#" + i;
        }
        symbols.put(label, symbol);
        labels.put(symbol, label);
      }
    }
    scope.children().forEach(this::add);
  }

  private static String suffix(Scope scope) {
    if (scope.kind() == Scope.Kind.TYPE_PARAMETERS) {
      return "@types";
    }
    return switch (scope.node()) {
      case Stmt.FunctionDef s -> "@" + s.name();
      case Stmt.ClassDef s -> "@" + s.name();
      case Expr.Lambda _ -> "@lambda";
      case Expr _ -> "@comprehension";
      default -> "";
    };
  }
}
