package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Calls as they would be written without second names: {@code fetch(Item, pk=n)} where {@code
 * fetch} is what a module calls {@code get_object_or_404}, and {@code run(TAKE, n)} with the text
 * of {@code TAKE} in its place. What is given else stays the same.
 */
record PlainCalls(ProgramView program, ModuleView view) {
  private static final Set<String> RUNNING =
      Set.of(
          "execute",
          "executemany",
          "fetch",
          "fetchrow",
          "fetchval",
          "fetch_one",
          "fetch_all",
          "fetch_val",
          "query",
          "one",
          "all");

  Expr.Call of(Expr.Call call) {
    Expr function = function(call.function());
    List<Expr> args = args(call);
    return function == call.function() && args == call.args()
        ? call
        : new Expr.Call(call.start(), call.end(), function, args, call.keywords());
  }

  private Expr function(Expr function) {
    return function instanceof Expr.Name n
        ? view.module().scopes().at(n.start()).lookup(n.id()).stream()
            .flatMap(s -> s.only().stream())
            .filter(b -> b.kind() == Binding.Kind.FROM_IMPORT)
            .flatMap(b -> original(b.node(), n.id()).stream())
            .map(name -> (Expr) new Expr.Name(n.start(), n.end(), name))
            .findFirst()
            .orElse(function)
        : function;
  }

  /** The name that an import takes something by, where it gives another one. */
  private static Optional<String> original(Node imported, String name) {
    return imported instanceof Node.Alias a && name.equals(a.asName())
        ? Optional.of(a.name())
        : Optional.empty();
  }

  private List<Expr> args(Expr.Call call) {
    if (call.args().size() >= 2
        && RUNNING.contains(NameTerms.last(call))
        && call.args().getFirst() instanceof Expr.Name named) {
      Optional<String> text = program.values().text(named, view.module());
      if (text.isPresent()) {
        List<Expr> args = new ArrayList<>(call.args());
        args.set(0, new Expr.Str(named.start(), named.end(), text.get(), false));
        return args;
      }
    }
    return call.args();
  }
}
