package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;

/**
 * Finds secrets that are written in another form instead of being encrypted or hashed: letters that
 * are shifted, bytes that are combined with others again and again, an encoding that is stored.
 *
 * @param secretTerms last words of names of secrets
 * @param encoders dotted names of functions that write bytes in another form
 * @param storing words in names of functions that store what they are given
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the secret
 */
public record ObscuredSecret(
    Set<String> secretTerms, Set<String> encoders, Set<String> storing, Map<String, String> say)
    implements Detector {
  private static final Set<String> ROTATIONS = Set.of("rot13", "rot_13", "rot-13");

  /** Checks the sentences. */
  public ObscuredSecret {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (isRotation(call) || (encoders.contains(call.path()) && isStored(check, call))) {
        secret(check, call.node().args()).ifPresent(s -> report(check, call.place(), s));
      }
    }
    for (Expr.GeneratorExp e : check.view().all(Expr.GeneratorExp.class)) {
      combined(check, e, e.element(), e.generators());
    }
    for (Expr.ListComp e : check.view().all(Expr.ListComp.class)) {
      combined(check, e, e.element(), e.generators());
    }
  }

  private static boolean isRotation(CallSite call) {
    return call.path().equals("codecs.encode")
        && call.node().args().size() == 2
        && call.node().args().get(1) instanceof Expr.Str name
        && ROTATIONS.contains(name.value());
  }

  /** {@code a ^ b for a, b in zip(password, cycle(key))}. */
  private void combined(
      Check check, Expr whole, Expr element, List<Node.Comprehension> generators) {
    boolean isXor =
        Inside.any(List.of((Node) element), Expr.BinOp.class, b -> b.op() == Operator.BIT_XOR);
    if (isXor) {
      secret(check, generators)
          .ifPresent(s -> report(check, Place.of(check.view().module(), whole), s));
    }
  }

  private boolean isStored(Check check, CallSite call) {
    return Destination.of(call.node(), check.view()).stream()
        .filter(d -> d.kind() == Destination.Kind.ARGUMENT)
        .anyMatch(d -> NameTerms.speaksOf(d.name(), storing));
  }

  /** What goes in by itself: a text with other parts is a form that a protocol asks for. */
  private Optional<Expr> secret(Check check, List<? extends Node> given) {
    ShownValue values = new ShownValue(check);
    return Inside.all(given, Expr.class).stream()
        .filter(e ->
            e instanceof Expr.Name || e instanceof Expr.Subscript || e instanceof Expr.Attribute)
        .filter(e -> NameTerms.endsWith(values.name(e), secretTerms))
        .filter(e -> !Inside.any(given, Expr.JoinedStr.class, _ -> true))
        .findFirst();
  }

  private void report(Check check, Place place, Expr secret) {
    String written = Wording.written(secret, check.view());
    check.report(
        check
            .present(place)
            .step(Place.of(check.view().module(), secret), "the secret")
            .saying(new Sentences(say).fill(check.inTest() ? "test" : "present", "name", written)));
  }
}
