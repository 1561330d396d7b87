package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.facts.Reason;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds logins at which a password may be tried without end.
 *
 * @param loginTerms words in names of handlers, or of their classes, that let somebody in
 * @param otherTerms words of such names that do something else beside a login
 * @param passwordTerms last words of what a client knows
 * @param codeTerms last words of codes that are short enough to be tried
 * @param lettingIn functions that give what lets somebody in
 * @param accounts functions of libraries that are given a name and a password
 * @param limitTerms words of whatever counts or slows down attempts
 * @param everywhere names that stand in a program where every request is limited
 * @param asking libraries by which a handler asks another service, which may limit
 * @param readyMade functions of libraries that make a whole login
 * @param say sentences: {@code limited}, where another handler is limited; {@code alone}, where
 *     none is; {@code view} for a login of a library; {@code test}
 */
public record UnlimitedLogin(
    Set<String> loginTerms,
    Set<String> otherTerms,
    Set<String> passwordTerms,
    Set<String> codeTerms,
    Set<String> lettingIn,
    Set<String> accounts,
    Set<String> limitTerms,
    Set<String> everywhere,
    Set<String> asking,
    Set<String> readyMade,
    Map<String, String> say)
    implements Detector {
  /** Methods of classes that answer requests. */
  private static final Set<String> METHODS =
      Set.of("post", "put", "create", "form_valid", "mutate", "mutate_and_get_payload");

  /** Words in names of functions that tell whether a name and a password fit. */
  private static final Set<String> CHECKING =
      Set.of("authorize", "authorized", "authenticate", "authenticated", "credentials", "password");

  /** Functions that compare in constant time, which makes no guess harder. */
  private static final Set<String> COMPARING =
      Set.of("compare_digest", "constant_time_compare", "safe_str_cmp", "bytes_eq");

  /** Keys under which a client sends who it wants to be. */
  private static final Set<String> NAMES = Set.of("username", "user", "email", "login", "name");

  /** Checks the sentences. */
  public UnlimitedLogin {
    Sentences.require(say, List.of("limited", "alone", "view", "test"));
  }

  @Override
  public void review(Check check) {
    PythonModule module = check.view().module();
    LoginLimits limits = new LoginLimits(limitTerms, everywhere, check.program());
    for (CallSite call : check.view().calls()) {
      if (readyMade.contains(call.path()) && !limits.isEverywhere()) {
        check.report(view(check, call));
      }
    }
    for (PythonFunction function : module.scopes().functions()) {
      if (isLogin(check, function) && !limits.isLimited(function) && !limits.isEverywhere()) {
        check.report(finding(check, function, limits));
      }
    }
  }

  private boolean isLogin(Check check, PythonFunction function) {
    String named =
        function.owner().map(c -> c.name() + "_" + function.name()).orElse(function.name());
    return !NameTerms.speaksOf(named, otherTerms)
        && answers(check, function)
        && (NameTerms.speaksOf(named, loginTerms) || letsIn(function) || asksByPair(function))
        && (takesPassword(function) || asksForAccount(check, function))
        && decides(function)
        && !asksElsewhere(check, function);
  }

  /** Whether a short code is compared or looked up, and what lets somebody in is given for it. */
  private boolean letsIn(PythonFunction function) {
    List<Stmt> body = function.node().body();
    return Inside.any(body, Expr.Call.class, c -> lettingIn.contains(NameTerms.last(c)))
        && (Inside.any(
                body,
                Node.Keyword.class,
                k -> k.name() != null && NameTerms.endsWith(k.name(), codeTerms))
            || Inside.any(body, Expr.Compare.class, this::comparesCode)
            || Inside.any(
                body,
                Expr.Call.class,
                c -> COMPARING.contains(NameTerms.last(c)) && comparesCode(c)));
  }

  /** {@code account.otp != payload.code}. */
  private boolean comparesCode(Expr compare) {
    return Inside.any(
        List.of((Node) compare),
        Expr.Attribute.class,
        a -> NameTerms.endsWith(a.attribute(), codeTerms));
  }

  /**
   * {@code authorized(args.get("username"), args.get("password"))}, whatever the handler is called.
   */
  private boolean asksByPair(PythonFunction function) {
    return Inside.any(
        function.node().body(),
        Expr.Call.class,
        c ->
            c.args().size() >= 2
                && NameTerms.speaksOf(NameTerms.last(c), CHECKING)
                && c.args().stream().anyMatch(a -> reads(a, NAMES))
                && c.args().stream().anyMatch(a -> reads(a, passwordTerms)));
  }

  private static boolean reads(Expr argument, Set<String> terms) {
    return Inside.any(List.of((Node) argument), Expr.Str.class, s -> terms.contains(s.value()))
        && (argument instanceof Expr.Subscript || argument instanceof Expr.Call);
  }

  /** {@code authenticate(request, **form.cleaned_data)}. */
  private boolean asksForAccount(Check check, PythonFunction function) {
    return check.view().callsIn(function).stream().anyMatch(c -> accounts.contains(c.path()));
  }

  /** What neither gives an answer nor refuses only puts credentials into a request. */
  private static boolean decides(PythonFunction function) {
    List<Stmt> body = function.node().body();
    return function.owner().isPresent()
        || Inside.any(body, Stmt.Return.class, r -> r.value() != null)
        || Inside.any(body, Stmt.Raise.class, _ -> true);
  }

  private static boolean answers(Check check, PythonFunction function) {
    List<String> names = function.parameters().stream().map(Node.Parameter::name).toList();
    boolean ofGateway = names.equals(List.of("event", "context"));
    RequestHandlers handlers = RequestHandlers.of(check.program());
    boolean isAnswering =
        function.owner().isEmpty()
            ? ofGateway || handlers.answers(function)
            : METHODS.contains(function.name()) && handlers.answers(function);
    return handlers.isRegistered(function) || (isAnswering && !isCalled(check, function));
  }

  private static boolean isCalled(Check check, PythonFunction function) {
    return check.program().references().of(function).stream()
        .anyMatch(u -> u.kind() == Use.Kind.CALL);
  }

  /** Whether a function reads what a client knows: an entry or a field of that name. */
  private boolean takesPassword(PythonFunction function) {
    List<Node> body = new ArrayList<>(function.node().body());
    boolean byKey =
        Inside.any(
                body,
                Expr.Subscript.class,
                s -> s.index() instanceof Expr.Str key && isPassword(key.value()))
            || Inside.any(
                body,
                Expr.Call.class,
                c ->
                    c.args().size() <= 2
                        && !c.args().isEmpty()
                        && c.args().getFirst() instanceof Expr.Str key
                        && isPassword(key.value())
                        && NameTerms.last(c).startsWith("get"));
    return byKey
        || Inside.any(body, Expr.Attribute.class, a -> isPassword(a.attribute()))
        || function.parameters().stream().anyMatch(p -> isPassword(p.name()));
  }

  private boolean isPassword(String name) {
    return NameTerms.endsWith(name, passwordTerms);
  }

  private boolean asksElsewhere(Check check, PythonFunction function) {
    return check.view().callsIn(function).stream()
        .anyMatch(
            c -> asking.stream().anyMatch(l -> c.path().equals(l) || c.path().startsWith(l + ".")));
  }

  private Finding finding(Check check, PythonFunction function, LoginLimits limits) {
    Place place = Place.ofName(function);
    Optional<PythonFunction> limited = limits.limited(function.module());
    // Where nothing is limited, something in front of the program may do it for all.
    Finding.Builder finding =
        limited.isPresent() || check.inTest()
            ? check.present(place).confidence(Confidence.MEDIUM)
            : Finding.caution(check.weakness(), place, Reason.MISSING_FACT);
    finding.control(Control.REMOTE);
    limited.ifPresent(l -> finding.step(Place.of(l.module(), l.node()), l.name() + " is limited"));
    String which = check.inTest() ? "test" : limited.isPresent() ? "limited" : "alone";
    return finding
        .step(place, "nothing here counts attempts")
        .saying(
            new Sentences(say)
                .fill(
                    which,
                    "name",
                    function.name(),
                    "sibling",
                    limited.map(PythonFunction::name).orElse("")));
  }

  private Finding view(Check check, CallSite call) {
    Reason reason = check.inTest() ? Reason.TEST_CODE : Reason.MISSING_FACT;
    return Finding.caution(check.weakness(), call.place(), reason)
        .step(call.place(), call.calledName() + " counts no attempts")
        .saying(new Sentences(say).fill(check.inTest() ? "test" : "view", "name", call.path()));
  }
}
