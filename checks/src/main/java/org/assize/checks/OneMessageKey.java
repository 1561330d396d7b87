package org.assize.checks;

import java.util.Optional;
import org.assize.program.Binding;
import org.assize.syntax.Expr;

/**
 * Whether a text is sealed with a key that is drawn for it alone: no other text is sealed with it,
 * and any start value will do.
 */
record OneMessageKey(Check check) {
  /** Returns the place that draws the key of a call, where nothing else is sealed with it. */
  Optional<Situation.Found> of(CallSite call) {
    return key(call)
        .flatMap(key -> drawn(key, call))
        .map(drawn ->
            new Situation.Found(
                "undone",
                Optional.of(
                    new Finding.Evidence(
                        Place.of(call.module(), drawn), "the key is drawn for this text alone"))));
  }

  /** The key of the call, or of the cipher whose method it is. */
  private Optional<Expr.Name> key(CallSite call) {
    Optional<Expr> key =
        call.node().function() instanceof Expr.Attribute method
                && Values.display(method.value(), call.module()) instanceof Expr.Call cipher
            ? cipher.args().stream().findFirst()
            : RepeatedStart.key(check, call);
    return key.filter(Expr.Name.class::isInstance).map(Expr.Name.class::cast);
  }

  private Optional<Expr> drawn(Expr.Name key, CallSite call) {
    return call.module()
        .scopes()
        .only(key)
        .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .flatMap(Binding::value)
        .filter(v -> call.function().filter(f -> f.node().start() < v.start()).isPresent())
        .filter(v -> RepeatedStart.isDrawn(check, v))
        .filter(v -> !RepeatedStart.isInLoop(check, call, v))
        .filter(v -> ciphersOf(key, call) == 1);
  }

  private long ciphersOf(Expr.Name key, CallSite call) {
    return call.function().stream()
        .flatMap(f -> check.view().callsIn(f).stream())
        .filter(c ->
            !c.node().args().isEmpty()
                && c.node().args().getFirst() instanceof Expr.Name n
                && n.id().equals(key.id()))
        .count();
  }
}
