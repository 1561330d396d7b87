package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.program.PythonFunction;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

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
 * @param say sentences for {@code present}, {@code kept} in memory only, and {@code test}; {@code
 *     {name}} is the function
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
    Sentences.require(say, List.of("present", "kept", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      List<Expr> given = given(check, call);
      if (!given.isEmpty() && !isProtocol(call) && !isSlowed(call, check)) {
        password(given)
            .or(() -> ofHasher(given, call))
            .ifPresent(p -> check.report(finding(check, call, p)));
      }
    }
  }

  private Finding finding(Check check, CallSite call, Expr password) {
    Optional<Place> kept = check.inTest() ? Optional.empty() : keptInMemory(check, call);
    Finding.Builder finding =
        kept.map(place ->
                Finding.refuted(check.weakness(), call.place())
                    .step(place, "a dictionary of this object, and the digest is only a key of it"))
            .orElseGet(() -> check.present(call.place()));
    String which = check.inTest() ? "test" : kept.isPresent() ? "kept" : "present";
    return finding
        .step(
            Place.of(call.module(), password), Wording.written(password, check.view()) + " goes in")
        .saying(new Sentences(say).fill(which, "name", call.path()));
  }

  /**
   * Where the dictionary is made of which the digest is a key and nothing else: {@code
   * self._known[digest] = True}. It is gone with its object.
   */
  private static Optional<Place> keptInMemory(Check check, CallSite call) {
    if (!(check.view().statement(call.node()) instanceof Stmt.Assign made)
        || !(made.targets().getFirst() instanceof Expr.Name digest)
        || call.function().isEmpty()) {
      return Optional.empty();
    }
    List<Optional<Expr.Attribute>> uses =
        Inside.all(call.function().get().node().body(), Expr.Name.class).stream()
            .filter(n -> n != digest && n.id().equals(digest.id()))
            .map(n -> table(check, n))
            .toList();
    Set<String> tables =
        uses.stream()
            .flatMap(Optional::stream)
            .map(Expr.Attribute::attribute)
            .collect(Collectors.toSet());
    return tables.size() == 1 && uses.stream().allMatch(Optional::isPresent)
        ? made(call, tables.iterator().next())
        : Optional.empty();
  }

  /** {@code self._known[digest]} and {@code digest in self._known.keys()}. */
  private static Optional<Expr.Attribute> table(Check check, Expr.Name digest) {
    return switch (check.view().parent(digest).orElse(digest)) {
      case Expr.Subscript s when s.index() == digest -> ofSelf(s.value());
      case Expr.Compare c
          when c.left() == digest
              && (c.ops().getFirst() == CompareOperator.IN
                  || c.ops().getFirst() == CompareOperator.NOT_IN) ->
          ofSelf(
              c.comparators().getFirst() instanceof Expr.Call keys
                      && keys.function() instanceof Expr.Attribute a
                      && a.attribute().equals("keys")
                  ? a.value()
                  : c.comparators().getFirst());
      default -> Optional.empty();
    };
  }

  private static Optional<Expr.Attribute> ofSelf(Expr table) {
    return table instanceof Expr.Attribute a
            && a.value() instanceof Expr.Name n
            && n.id().equals("self")
        ? Optional.of(a)
        : Optional.empty();
  }

  private static Optional<Place> made(CallSite call, String table) {
    return call.function().flatMap(PythonFunction::owner).stream()
        .flatMap(c -> c.methods().stream())
        .filter(m -> m.name().equals("__init__"))
        .flatMap(m -> Inside.all(m.node().body(), Stmt.Assign.class).stream())
        .filter(s ->
            s.value() instanceof Expr.Dict d
                && d.keys().isEmpty()
                && ofSelf(s.targets().getFirst())
                    .filter(a -> a.attribute().equals(table))
                    .isPresent())
        .map(s -> Place.of(call.module(), s))
        .findFirst();
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
