package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Finds passwords that go into a hash which is made to be fast.
 *
 * @param hashes dotted names of functions whose first argument is hashed
 * @param expanders dotted names of what makes keys of a secret that is long already, by {@code
 *     derive}
 * @param passwordTerms last words of names of passwords
 * @param slowCalls names of functions that are made to be slow: what goes into one may be hashed
 *     fast
 * @param protocolTerms words in names of functions and modules of protocols, which leave no choice
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record FastHash(
    Set<String> hashes,
    Set<String> expanders,
    Set<String> passwordTerms,
    Set<String> slowCalls,
    Set<String> protocolTerms,
    Map<String, String> say)
    implements Detector {
  /** Checks the sentences. */
  public FastHash {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      List<Expr> given = given(check, call);
      if (!given.isEmpty() && !isProtocol(call) && !isSlowed(call, check)) {
        password(given)
            .or(() -> ofHasher(given, call))
            .ifPresent(p ->
                check.report(
                    check
                        .present(call.place())
                        .step(
                            Place.of(call.module(), p),
                            Wording.written(p, check.view()) + " goes in")
                        .saying(
                            new Sentences(say)
                                .fill(check.inTest() ? "test" : "present", "name", call.path()))));
      }
    }
  }

  /** What a fast function is given: at the call, through a local name, by a later update. */
  private List<Expr> given(Check check, CallSite call) {
    if (hashes.contains(call.path())) {
      ShownValue values = new ShownValue(check);
      return new AlgorithmUse(check, call).given().stream().map(values::assigned).toList();
    }
    boolean isDerived =
        call.calledName().equals("derive")
            && call.node().function() instanceof Expr.Attribute method
            && check
                .view()
                .callOf(new ShownValue(check).assigned(method.value()))
                .filter(kdf -> expanders.contains(kdf.path()))
                .isPresent();
    return isDerived ? call.node().args() : List.of();
  }

  private Optional<Expr> password(List<Expr> arguments) {
    return Inside.all(arguments, Expr.class).stream()
        .filter(e ->
            (e instanceof Expr.Name n && NameTerms.endsWith(n.id(), passwordTerms))
                || (e instanceof Expr.Attribute a
                    && NameTerms.endsWith(a.attribute(), passwordTerms))
                || (e instanceof Expr.Subscript s
                    && s.index() instanceof Expr.Str key
                    && NameTerms.endsWith(key.value(), passwordTerms)))
        .filter(e -> arguments.stream().noneMatch(a -> isLength(a, e)))
        .findFirst();
  }

  private static final List<String> HASHING =
      List.of("hash", "digest", "encrypt", "encode", "make", "derive", "set");

  /** {@code def hash_password(raw)}: what such a function is given, by whatever name. */
  private Optional<Expr> ofHasher(List<Expr> arguments, CallSite call) {
    return call.function()
        .filter(f -> NameTerms.endsWith(f.name(), passwordTerms))
        .filter(f -> HASHING.contains(NameTerms.of(f.name()).getFirst()))
        .flatMap(f ->
            f.parameters().stream()
                .skip(f.receiver().isPresent() ? 1 : 0)
                .findFirst()
                .flatMap(p ->
                    Inside.all(arguments, Expr.Name.class).stream()
                        .filter(n -> n.id().equals(p.name()))
                        .findFirst()));
  }

  /** What is only measured does not go in. */
  private static boolean isLength(Node around, Expr e) {
    return Inside.any(
        List.of(around),
        Expr.Call.class,
        c ->
            c.function() instanceof Expr.Name n
                && n.id().equals("len")
                && c.start() <= e.start()
                && e.end() <= c.end());
  }

  /** {@code bcrypt.hashpw(sha256(password).digest(), salt)}: only what comes out of it is kept. */
  private boolean isSlowed(CallSite call, Check check) {
    return Destination.of(call.node(), check.view()).stream()
        .anyMatch(d -> d.kind() == Destination.Kind.ARGUMENT && slowCalls.contains(d.name()));
  }

  private boolean isProtocol(CallSite call) {
    String around =
        call.function().map(PythonFunction::qualifiedName).orElse("") + " " + call.module().name();
    return NameTerms.speaksOf(around.replace('.', ' '), protocolTerms);
  }
}
