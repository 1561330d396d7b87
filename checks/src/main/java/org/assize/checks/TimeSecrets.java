package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ValueRole;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Secrets that are made of the time and of nothing that others do not know.
 *
 * @param clocks dotted names of functions that tell the time
 * @param secretTerms last words of names of secrets
 * @param unknownTerms last words of names of what others do not know
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the secret
 */
public record TimeSecrets(
    Set<String> clocks, Set<String> secretTerms, Set<String> unknownTerms, Map<String, String> say)
    implements Detector {
  /** Functions whose result is a text or a digest of what goes in. */
  private static final Set<String> WRITING =
      Set.of(
          "str",
          "hex",
          "md5",
          "sha1",
          "sha224",
          "sha256",
          "sha384",
          "sha512",
          "blake2b",
          "new",
          "b64encode",
          "urlsafe_b64encode",
          "b32encode",
          "format",
          "join");

  /** Checks the sentences. */
  public TimeSecrets {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (clocks.contains(call.path()) && isWritten(check, call)) {
        Destination.of(call.node(), check.view()).stream()
            .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
            .filter(d -> NameTerms.endsWith(d.name(), secretTerms))
            .findFirst()
            .filter(_ -> !holdsUnknown(check, call))
            .ifPresent(d -> report(check, call, d));
      }
    }
  }

  /** The time becomes a text or goes into a digest: it is no time any more. */
  private static boolean isWritten(Check check, CallSite call) {
    Optional<Node> outer = check.view().parent(call.node());
    while (outer.isPresent() && !(outer.get() instanceof Stmt)) {
      boolean writes =
          outer.get() instanceof Expr.JoinedStr
              || (outer.get() instanceof Expr.Call c && WRITING.contains(NameTerms.last(c)));
      if (writes) {
        return true;
      }
      outer = check.view().parent(outer.get());
    }
    return false;
  }

  /** Something in the same statement, or in the local names of it, that others do not know. */
  private boolean holdsUnknown(Check check, CallSite call) {
    Node statement = check.view().statement(call.node());
    return Inside.any(List.of(statement), Expr.class, e -> isUnknown(check, call, e));
  }

  private boolean isUnknown(Check check, CallSite time, Expr e) {
    return switch (e) {
      case Expr.Call c ->
          check.view().callOf(c).filter(s -> s != time && draws(check, s)).isPresent();
      case Expr.Name n ->
          n.id().length() > 1 && NameTerms.endsWith(n.id(), unknownTerms) && !isTarget(check, n);
      case Expr.Attribute a ->
          NameTerms.endsWith(a.attribute(), unknownTerms) && !isTarget(check, a);
      default -> false;
    };
  }

  private static boolean isTarget(Check check, Expr e) {
    return check.view().parent(e).orElse(e) instanceof Stmt.Assign s && s.targets().contains(e);
  }

  /** A generator, or a function of the program that may be one. */
  private static boolean draws(Check check, CallSite call) {
    Optional<ValueRole> role = check.program().library().roleOfResult(call);
    return role.filter(r -> r != ValueRole.DIGEST).isPresent()
        || call.target() instanceof Target.FunctionTarget
        || call.path().startsWith("hmac.");
  }

  private void report(Check check, CallSite call, Destination secret) {
    check.report(
        check
            .present(call.place())
            .step(Place.of(call.module(), secret.node()), "the time " + secret.phrase())
            .fix("secrets.token_urlsafe()")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", secret.name())));
  }
}
