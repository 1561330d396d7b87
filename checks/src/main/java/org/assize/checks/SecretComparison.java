package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Operator;
import org.assize.syntax.Stmt;

/**
 * Finds a secret that is compared with what somebody shows by an operator that stops at the first
 * difference.
 *
 * @param secretTerms last words of names of secrets
 * @param vagueTerms last words that name a secret only where a client's value is compared with it,
 *     or where the file computes such values
 * @param keyTerms last words that name a secret only where whoever shows another value is turned
 *     away
 * @param clientTerms words in names of what a client sends
 * @param checkTerms words in names of functions that decide whether somebody is let in
 * @param twiceTerms words in names of what is typed twice, or replaced
 * @param say sentences for {@code client}, {@code parameter}, {@code check} and {@code test};
 *     {@code {secret}} is the secret as it is written
 */
public record SecretComparison(
    Set<String> secretTerms,
    Set<String> vagueTerms,
    Set<String> keyTerms,
    Set<String> clientTerms,
    Set<String> checkTerms,
    Set<String> twiceTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> MAKERS = Set.of("hmac", "hashlib", "crypto", "Crypto", "jwt");

  /** Last words of names of what is said about secrets: {@code token_types}. */
  private static final Set<String> ABOUT =
      Set.of(
          "type",
          "types",
          "name",
          "names",
          "kind",
          "kinds",
          "field",
          "fields",
          "hint",
          "hints",
          "method",
          "methods",
          "class",
          "classes",
          "path",
          "paths",
          "url",
          "urls",
          "format",
          "formats",
          "algorithm",
          "algorithms");

  /** First words of names of what is switched on or off: {@code verify_signature}. */
  private static final Set<String> SWITCHES =
      Set.of("verify", "check", "validate", "require", "use", "has", "is", "needs", "enable");

  /**
   * Words for what belongs to one visitor's session: who measures it needs the visitor's cookie.
   */
  private static final Set<String> SESSION = Set.of("csrf", "xsrf", "csrftoken", "xsrftoken");

  /** Methods that read an entry of what is stored. */
  private static final Set<String> STORED = Set.of("hget", "hmget", "get_item");

  private static final Set<String> DIGESTS = Set.of("hexdigest", "digest");

  /** What makes a digest one that not everybody can compute. */
  private static final Set<String> KEYS = Set.of("key", "salt", "secret", "pin", "code");

  /** Checks the sentences. */
  public SecretComparison {
    Sentences.require(say, List.of("client", "parameter", "check", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      if (compare.ops().size() == 1 && stopsEarly(compare.ops().getFirst())) {
        compared(check, compare);
      }
    }
    for (Stmt.For loop : check.view().all(Stmt.For.class)) {
      ElementComparison.of(loop).ifPresent(c -> elements(check, c));
    }
  }

  private void elements(Check check, Expr.Compare compare) {
    ShownValue shown = new ShownValue(check);
    Expr left = compare.left();
    Expr right = compare.comparators().getFirst();
    if (isSecret(check, shown, right, left, false)) {
      judge(check, compare, right, left);
    } else if (isSecret(check, shown, left, right, false)) {
      judge(check, compare, left, right);
    }
  }

  private static boolean stopsEarly(CompareOperator op) {
    return switch (op) {
      case EQ, NOT_EQ, IN, NOT_IN -> true;
      case LT, LT_E, GT, GT_E, IS, IS_NOT -> false;
    };
  }

  private void compared(Check check, Expr.Compare compare) {
    Expr left = behindScheme(compare.left());
    Expr right = behindScheme(compare.comparators().getFirst());
    boolean member =
        compare.ops().getFirst() == CompareOperator.IN
            || compare.ops().getFirst() == CompareOperator.NOT_IN;
    ShownValue shown = new ShownValue(check);
    OpeningKey opening = new OpeningKey(check, shown, keyTerms);
    boolean isRight =
        isSecret(check, shown, right, left, member)
            || (!member && opening.holds(compare, right, left));
    boolean isLeft =
        !member
            && (isSecret(check, shown, left, right, false) || opening.holds(compare, left, right));
    if (!isRight && !isLeft) {
      return;
    }
    ComparedSides sides = new ComparedSides(check, shown);
    boolean isNone =
        sides.isFixed(left)
            || sides.isFixed(right)
            || isOther(check, compare)
            || isCode(check, left)
            || isCode(check, right)
            || QueryComparison.holds(check, compare)
            || typedTwice(shown.name(left))
            || typedTwice(shown.name(right))
            || new HarmlessComparison(check, shown)
                .holds(compare, isRight ? right : left, isRight ? left : right, member);
    if (!isNone) {
      judge(check, compare, isRight ? right : left, isRight ? left : right);
    }
  }

  /** A function or a class of the program: {@code method == actions.remove_password}. */
  private static boolean isCode(Check check, Expr value) {
    return switch (check.program().resolver().resolve(value, check.view().module())) {
      case Target.FunctionTarget _, Target.ClassTarget _ -> true;
      default -> false;
    };
  }

  /** Of {@code "Bearer " + token}, what stands behind the scheme. */
  private static Expr behindScheme(Expr value) {
    return value instanceof Expr.BinOp sum
            && sum.op() == Operator.ADD
            && sum.left() instanceof Expr.Str scheme
            && scheme.value().endsWith(" ")
        ? sum.right()
        : value;
  }

  private boolean isSecret(Check check, ShownValue shown, Expr secret, Expr other, boolean member) {
    if (shown.isSecretByFact(secret)) {
      return true;
    }
    String shownName =
        new ComparedSides(check, shown).ofClass(secret).orElseGet(() -> shown.name(secret));
    String name = member || isSecretName(shownName) ? shownName : key(check, secret, shownName);
    boolean named =
        member ? NameTerms.speaksOf(name, secretTerms) : NameTerms.endsWith(name, secretTerms);
    boolean vague =
        member ? NameTerms.speaksOf(name, vagueTerms) : NameTerms.endsWith(name, vagueTerms);
    return (named || vague)
        && !NameTerms.endsWith(name, ABOUT)
        && !NameTerms.startsWith(name, SWITCHES)
        && (named || (!isAnybodys(check, secret) && !isAnybodys(check, other)))
        && (!name.equals(shownName) || !isClients(check, shown, secret))
        && (named || isClients(check, shown, other) || computesSecrets(check));
  }

  private boolean isSecretName(String name) {
    return NameTerms.endsWith(name, secretTerms) || NameTerms.endsWith(name, vagueTerms);
  }

  /** {@code stored = redis.hget(device, "token")}: under which key a value was read. */
  private static String key(Check check, Expr value, String otherwise) {
    Expr plain =
        value instanceof Expr.Call c
                && c.function() instanceof Expr.Attribute a
                && a.attribute().equals("decode")
            ? a.value()
            : value;
    Expr origin = new ShownValue(check).assigned(plain);
    Expr read = origin instanceof Expr.Await w ? w.value() : origin;
    return read instanceof Expr.Call c
            && STORED.contains(NameTerms.last(c))
            && !c.args().isEmpty()
            && c.args().getLast() instanceof Expr.Str s
        ? s.value()
        : otherwise;
  }

  /** A digest of what is no secret by its names, and without a key: anybody can compute it. */
  private boolean isAnybodys(Check check, Expr value) {
    return isPlainDigest(check, value) || isMadeOfAll(check, value);
  }

  /** {@code checksum(record)}, which does no more than that with what it is given. */
  private boolean isMadeOfAll(Check check, Expr value) {
    if (!(new ShownValue(check).assigned(value) instanceof Expr.Call call)
        || !(check.view().callOf(call).map(CallSite::target).orElse(null)
            instanceof Target.FunctionTarget t)
        || Surroundings.within(call.args(), check.view()).stream()
            .anyMatch(n -> speaksOfSecret(n.name()))) {
      return false;
    }
    Check there = check.in(t.function().module());
    List<Stmt.Return> made = Inside.all(t.function().node().body(), Stmt.Return.class);
    return !made.isEmpty()
        && made.stream().allMatch(r -> r.value() != null && isPlainDigest(there, r.value()));
  }

  private boolean isPlainDigest(Check check, Expr value) {
    return new ShownValue(check).assigned(value) instanceof Expr.Call result
        && result.function() instanceof Expr.Attribute form
        && DIGESTS.contains(form.attribute())
        && form.value() instanceof Expr.Call hash
        && hash.keywords().isEmpty()
        && !hash.args().isEmpty()
        && isHash(check, hash)
        && Surroundings.within(hash.args(), check.view()).stream()
            .noneMatch(n -> speaksOfSecret(n.name()));
  }

  private boolean speaksOfSecret(String name) {
    return NameTerms.speaksOf(name, secretTerms)
        || NameTerms.speaksOf(name, vagueTerms)
        || NameTerms.speaksOf(name, KEYS);
  }

  private static boolean isHash(Check check, Expr.Call hash) {
    return check
        .program()
        .resolver()
        .resolve(hash.function(), check.view().module())
        .dottedPath()
        .filter(path -> path.matches("hashlib\\.(md5|sha\\w+|blake2\\w|new)"))
        .isPresent();
  }

  private static boolean computesSecrets(Check check) {
    return check.view().all(Expr.Name.class).stream().anyMatch(n -> MAKERS.contains(n.id()));
  }

  private boolean isClients(Check check, ShownValue shown, Expr value) {
    Expr origin = shown.farOrigin(value);
    return !ComparedSides.isComputed(origin)
        && !isOwn(check, origin)
        && Surroundings.within(List.of(origin), check.view()).stream()
            .anyMatch(n ->
                NameTerms.speaksOf(n.name(), clientTerms)
                    || (n.name().equals("env") && isGateway(check, value)));
  }

  /** The environment of the process, of which no client determines anything. */
  private static boolean isOwn(Check check, Expr origin) {
    return Inside.any(
        List.of(origin),
        Expr.class,
        e ->
            check
                .program()
                .resolver()
                .resolve(e, check.view().module())
                .dottedPath()
                .filter("os.environ"::equals)
                .isPresent());
  }

  /** Whether a function is a WSGI application: its first parameter is the request (PEP 3333). */
  private static boolean isGateway(Check check, Expr at) {
    return function(check, at).stream()
        .flatMap(f -> f.parameters().stream())
        .anyMatch(p -> p.name().equals("start_response"));
  }

  /** {@code password2}, {@code confirm_password}, {@code old_key}. */
  private boolean typedTwice(String name) {
    String plain = name.replaceAll("\\d+$", "");
    return NameTerms.speaksOf(name, twiceTerms)
        || (plain.length() < name.length() && NameTerms.endsWith(plain, secretTerms));
  }

  /** Names of functions that compare what was typed twice: {@code passwords_match}. */
  private static final Set<String> TYPED_TWICE =
      Set.of("passwords-match", "passwords-same", "passwords-equal", "passwords-differ");

  /** Equality of objects, an expectation, and a test whether something has changed. */
  private static boolean isOther(Check check, Expr.Compare compare) {
    boolean equality =
        function(check, compare)
            .map(f -> f.node().name())
            .filter(
                n -> n.equals("__eq__") || n.equals("__ne__") || NameTerms.speaksOf(n, TYPED_TWICE))
            .isPresent();
    if (equality) {
      return true;
    }
    Node inner = check.view().statement(compare);
    return inner instanceof Stmt.Assert || (inner instanceof Stmt.If s && keeps(check, s, compare));
  }

  /** {@code if key != self.key: self.key = key} looks for a change. */
  private static boolean keeps(Check check, Stmt.If s, Expr.Compare compare) {
    String left = Wording.written(compare.left(), check.view());
    String right = Wording.written(compare.comparators().getFirst(), check.view());
    return s.body().stream()
        .filter(b -> b instanceof Stmt.Assign)
        .flatMap(b -> ((Stmt.Assign) b).targets().stream())
        .map(t -> Wording.written(t, check.view()))
        .anyMatch(t -> t.equals(left) || t.equals(right));
  }

  private static Optional<PythonFunction> function(Check check, Expr at) {
    return check.view().module().scopes().functionAt(at.start());
  }

  private void judge(Check check, Expr.Compare compare, Expr secret, Expr other) {
    ShownValue shown = new ShownValue(check);
    boolean client = isClients(check, shown, other);
    Optional<Binding> parameter =
        check.program().values().parameter(shown.bare(other), check.view().module());
    boolean decides =
        function(check, compare)
            .filter(f -> NameTerms.speaksOf(f.node().name(), checkTerms))
            .isPresent();
    if (!client && parameter.isEmpty() && !decides) {
      return;
    }
    String which =
        check.inTest() ? "test" : client ? "client" : parameter.isPresent() ? "parameter" : "check";
    Optional<Finding.Evidence> standIn = StandIn.around(compare, check.view());
    boolean isOfSession =
        NameTerms.speaksOf(shown.name(secret), SESSION)
            || NameTerms.speaksOf(shown.name(other), SESSION);
    Place place = Place.of(check.view().module(), compare);
    SaltedDigest salted = new SaltedDigest(check);
    Optional<Place> ofSecret = salted.of(secret, compare);
    Optional<Place> mixed = ofSecret.or(() -> salted.of(other, compare)).filter(_ -> !client);
    boolean isCalm = !check.inTest() && (standIn.isPresent() || isOfSession || mixed.isPresent());
    Finding.Builder finding =
        isCalm
            ? Finding.caution(
                check.weakness(),
                place,
                standIn.isPresent() ? Reason.DEV_ONLY : Reason.DEFENCE_IN_DEPTH)
            : check.present(place);
    standIn.ifPresent(e -> finding.step(e.place(), e.text()));
    ComparedSides sides = new ComparedSides(check, shown);
    mixed.ifPresent(p -> finding.step(p, "what somebody shows goes in here, with a salt"));
    boolean isTurned =
        mixed.isPresent()
            ? ofSecret.isPresent() // the digest of what is shown, by whatever name
            : sides.isOwn(other) && !sides.isOwn(secret);
    Expr kept = isTurned ? other : secret;
    Expr given = isTurned ? secret : other;
    check.report(
        finding
            .control(client ? Control.REMOTE : Control.CALLER)
            .step(
                Place.of(check.view().module(), shown.origin(given)),
                Wording.written(given, check.view()) + " is what somebody shows")
            .step(
                Place.of(check.view().module(), kept),
                Wording.written(kept, check.view()) + " is the secret")
            .saying(new Sentences(say).fill(which, "secret", Wording.written(kept, check.view()))));
  }
}
