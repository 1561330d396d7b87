package org.assize.checks;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.program.Binding;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;

/**
 * Calls that look a setting up. Facts tell them: the operator determines the result, and a default
 * among the arguments is handed on.
 */
record Lookups(ProgramView program) {
  private static final Set<String> SETTINGS = Set.of("settings", "config", "conf", "cfg");

  /** A name's one value, and the module in which it is written. */
  record Bound(Expr value, PythonModule in) {}

  Optional<Bound> bound(Expr name, PythonModule module) {
    return program
        .values()
        .variable(name, module)
        .flatMap(Lookups::bound)
        .or(() ->
            name instanceof Expr.Name n
                ? module.scopes().at(n.start()).lookup(n.id()).flatMap(Lookups::bound)
                : Optional.empty());
  }

  private static Optional<Bound> bound(Symbol symbol) {
    return symbol
        .only()
        .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .flatMap(Binding::value)
        .map(v -> new Bound(v, symbol.scope().module()));
  }

  /** Whether a call looks a setting up, as far as facts know it. */
  boolean is(Expr.Call call, PythonModule module) {
    return path(call, module)
        .filter(p ->
            !p.isEmpty()
                && at(p, Fact.Source.class).anyMatch(s -> s.origin() == Control.OPERATOR)
                && at(p, Fact.Propagation.class).findAny().isPresent())
        .isPresent();
  }

  private Optional<String> path(Expr.Call call, PythonModule module) {
    return program.resolver().resolve(call.function(), module).dottedPath();
  }

  private <F extends Fact> Stream<F> at(String path, Class<F> kind) {
    return program.lookup().at(path, kind).stream();
  }

  /** {@code settings.get("VERIFY", False)}, of whatever mapping has such a name. */
  private static boolean asksSettings(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && a.attribute().equals("get")
        && call.args().size() == 2
        && call.keywords().isEmpty()
        && call.args().getFirst() instanceof Expr.Str
        && SETTINGS.contains(NameTerms.last(a.value()).toLowerCase(Locale.ROOT));
  }

  /** What a look-up gives where nothing is set, as far as it is told. */
  Optional<Expr> fallback(Expr.Call call, PythonModule module) {
    if (asksSettings(call)) {
      return Optional.of(call.args().getLast());
    }
    if (!is(call, module)) {
      return Optional.empty();
    }
    CallSite site =
        new CallSite(module, call, module.scopes().at(call.start()), Target.Unknown.UNKNOWN, "");
    return at(path(call, module).orElse(""), Fact.Propagation.class)
        .flatMap(p -> Library.argument(site, p.slot()).stream())
        .findFirst()
        .or(() -> declared(call, module));
  }

  /** {@code env = Env(DEBUG=(bool, True))} says of {@code env("DEBUG")} what it is unless set. */
  private Optional<Expr> declared(Expr.Call call, PythonModule module) {
    Optional<String> asked =
        call.args().isEmpty()
            ? Optional.empty()
            : program.values().text(call.args().getFirst(), module);
    Expr holder = call.function() instanceof Expr.Attribute a ? a.value() : call.function();
    return asked.isPresent()
            && bound(holder, module).map(b -> b.value).orElse(null) instanceof Expr.Call made
        ? made.keywords().stream()
            .filter(k -> asked.get().equals(k.name()))
            .map(k -> k.value() instanceof Expr.Tuple t ? t.elements().getLast() : k.value())
            .findFirst()
        : Optional.empty();
  }
}
