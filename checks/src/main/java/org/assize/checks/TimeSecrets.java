package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.ValueRole;
import org.assize.program.PythonClass;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Secrets that are made of the time, or of a number that is counted up, and of nothing that others
 * do not know.
 *
 * @param clocks dotted names of functions that tell the time
 * @param secretTerms last words of names of secrets
 * @param unknownTerms last words of names of what others do not know
 * @param say sentences for {@code present}, {@code counted} and {@code test}; {@code {name}} is the
 *     secret
 */
public record TimeSecrets(
    Set<String> clocks, Set<String> secretTerms, Set<String> unknownTerms, Map<String, String> say)
    implements Detector {
  private static final Set<String> SESSIONS =
      Set.of("session", "sessions", "login", "sign-in", "cookie", "sid", "auth");

  private static final Set<String> SIGNATURES = Set.of("signature", "hmac", "mac", "sig");

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
    Sentences.require(say, List.of("present", "counted", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (clocks.contains(call.path())) {
        made(check, call.node(), "present");
      } else if (isCounter(check, call)) {
        made(check, call.node(), "counted");
      }
    }
    for (Stmt.AugAssign step : check.view().all(Stmt.AugAssign.class)) {
      if (step.op() == Operator.ADD && step.value() instanceof Expr.Int) {
        counted(check, step).forEach(number -> made(check, number, "counted"));
      }
    }
  }

  private void made(Check check, Expr guessed, String which) {
    if (isWritten(check, guessed)) {
      Destination.of(guessed, check.view()).stream()
          .filter(d -> d.kind() != Destination.Kind.ARGUMENT && d.kind() != Destination.Kind.KEY)
          .filter(d -> NameTerms.endsWith(d.name(), secretTerms))
          .filter(
              d -> !NameTerms.of(d.name()).equals(List.of("sid")) || isOfSessions(check, guessed))
          .findFirst()
          .filter(d -> !holdsUnknown(check, guessed) && !isSigned(check, d.node()))
          .ifPresent(d -> report(check, guessed, d, which));
    }
  }

  /** A short name is one of a session only where others say so: a savepoint has a number, too. */
  private static boolean isOfSessions(Check check, Expr guessed) {
    return check.view().module().scopes().functionAt(guessed.start()).stream()
        .flatMap(f -> Stream.concat(Stream.of(f.name()), f.owner().map(PythonClass::name).stream()))
        .anyMatch(name -> NameTerms.speaksOf(name, SESSIONS));
  }

  /** {@code next(numbers)} of {@code numbers = itertools.count()}. */
  private static boolean isCounter(Check check, CallSite call) {
    return call.path().equals("builtins.next")
        && call.node().args().size() == 1
        && check
            .view()
            .callOf(Values.display(call.node().args().getFirst(), call.module()))
            .filter(made -> made.path().equals("itertools.count"))
            .isPresent();
  }

  /** Where a function reads the field again that it has counted up. */
  private static List<Expr.Attribute> counted(Check check, Stmt.AugAssign step) {
    List<Stmt> body =
        check.view().module().scopes().functionAt(step.start()).stream()
            .flatMap(f -> f.node().body().stream())
            .toList();
    return step.target() instanceof Expr.Attribute field
        ? Inside.all(body, Expr.Attribute.class).stream()
            .filter(a -> a.start() > step.end() && a.attribute().equals(field.attribute()))
            .filter(a -> NameTerms.last(a.value()).equals(NameTerms.last(field.value())))
            .toList()
        : List.of();
  }

  /** It becomes a text or goes into a digest: it is no time, and no number, any more. */
  private static boolean isWritten(Check check, Expr guessed) {
    Node inner = guessed;
    Optional<Node> outer = outerOf(check, inner);
    while (outer.isPresent() && !(outer.get() instanceof Stmt)) {
      boolean writes =
          outer.get() instanceof Expr.JoinedStr
              || (outer.get() instanceof Expr.BinOp b
                  && b.op() == Operator.MOD
                  && b.left() instanceof Expr.Str)
              || (outer.get() instanceof Expr.Call c && WRITING.contains(NameTerms.last(c)));
      if (writes) {
        return true;
      }
      inner = outer.get();
      outer = outerOf(check, inner);
    }
    return false;
  }

  /** What holds a part of a value, also where it has a variable of its own. */
  private static Optional<Node> outerOf(Check check, Node part) {
    Optional<Node> outer = check.view().parent(part);
    return outer.orElse(part) instanceof Stmt.Assign && part instanceof Expr made
        ? SingleUse.reader(made, check.view()).flatMap(check.view()::parent)
        : outer;
  }

  /** Something in the same statement, or in the local names of it, that others do not know. */
  private boolean holdsUnknown(Check check, Expr guessed) {
    Node statement = check.view().statement(guessed);
    return Inside.any(List.of(statement), Expr.class, e -> isUnknown(check, guessed, e));
  }

  /** Whether what is given away holds a signature as well: {@code f"{signature}-{payload}"}. */
  private static boolean isSigned(Check check, Node given) {
    return Inside.any(
        List.of(given instanceof Expr e ? check.view().statement(e) : given),
        Expr.Name.class,
        n -> NameTerms.endsWith(n.id(), SIGNATURES) && !isTarget(check, n));
  }

  private boolean isUnknown(Check check, Expr guessed, Expr e) {
    return switch (e) {
      case Expr.Call c ->
          c != guessed && check.view().callOf(c).filter(s -> draws(check, s)).isPresent();
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

  private void report(Check check, Expr guessed, Destination secret, String which) {
    String of = which.equals("counted") ? "the number " : "the time ";
    check.report(
        check
            .present(Place.of(check.view().module(), guessed))
            .step(Place.of(check.view().module(), secret.node()), of + secret.phrase())
            .fix("secrets.token_urlsafe()")
            .saying(
                new Sentences(say).fill(check.inTest() ? "test" : which, "name", secret.name())));
  }
}
