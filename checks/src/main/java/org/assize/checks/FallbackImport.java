package org.assize.checks;

import java.util.List;
import java.util.Optional;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether a name is imported in two ways, the second only where the first fails: {@code try: from
 * html import escape}, {@code except ImportError: from cgi import escape}.
 */
record FallbackImport(ProgramView program) {
  /** Returns where the other one is imported, by the module of a call or the one it asks. */
  Optional<Place> of(CallSite call) {
    return call.node().function() instanceof Expr.Name name
        ? call.scope().lookup(name.id()).flatMap(s -> here(s).or(() -> elsewhere(s)))
        : Optional.empty();
  }

  /** {@code from compat import escape}, where the other module has both ways. */
  private Optional<Place> elsewhere(Symbol symbol) {
    PythonModule module = symbol.scope().module();
    return symbol
        .only()
        .filter(b -> b.kind() == Binding.Kind.FROM_IMPORT)
        .flatMap(b ->
            program.imports().importsOf(module).keySet().stream()
                .flatMap(m -> m.scopes().root().local(((Node.Alias) b.node()).name()).stream())
                .flatMap(s -> here(s).stream())
                .findFirst());
  }

  private Optional<Place> here(Symbol symbol) {
    PythonModule module = symbol.scope().module();
    List<Binding> all = symbol.bindings();
    boolean isImported =
        all.size() > 1 && all.stream().allMatch(b -> b.kind() == Binding.Kind.FROM_IMPORT);
    return isImported
        ? all.stream()
            .filter(b ->
                program.view(module).parent(b.source()).orElse(null) instanceof Stmt.Try t
                    && t.body().contains(b.source())
                    && all.stream().anyMatch(o -> isBehind(o, t)))
            .findFirst()
            .map(b -> Place.of(module, b.source()))
        : Optional.empty();
  }

  private static boolean isBehind(Binding other, Stmt.Try tried) {
    return tried.handlers().stream()
        .anyMatch(h -> h.start() <= other.source().start() && other.source().end() <= h.end());
  }
}
