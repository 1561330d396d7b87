package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Finds links with a secret in them whose host is what the request says.
 *
 * @param fields fields of a request that its header {@code Host} decides
 * @param origins fields and headers of a request that name the page it comes from: whoever sends it
 *     chooses all of them, and no framework compares them with its settings
 * @param outside functions of frameworks that make links, with the host of the request where they
 *     are told to name one
 * @param secretTerms words of what makes a link secret: names and parts of its path
 * @param naming names that stand in a program which refuses hosts that are not its own
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is what gives the host
 */
public record HostLink(
    Set<String> fields,
    Set<String> origins,
    Set<String> outside,
    Set<String> secretTerms,
    Set<String> naming,
    Map<String, String> say)
    implements Detector {
  /** Headers that say which host is asked. */
  private static final Set<String> HOSTS = Set.of("host", "x-forwarded-host", "x-host");

  /** What holds the headers of a request. */
  private static final Set<String> HEADERS = Set.of("headers", "META", "environ");

  /** Claims of a signed token, which say for whom and by whom it was made. */
  private static final Set<String> CLAIMS =
      Set.of("iss", "aud", "sub", "azp", "issuer", "audience");

  /** Checks the sentences. */
  public HostLink {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (Expr.JoinedStr text : check.view().all(Expr.JoinedStr.class)) {
      review(check, text);
    }
    for (Expr.BinOp text : check.view().all(Expr.BinOp.class)) {
      if (!(check.view().parent(text).orElse(null) instanceof Expr.BinOp)) {
        review(check, text);
      }
    }
    for (CallSite call : check.view().calls()) {
      if (outside.contains(call.path()) && asksForHost(call)) {
        secret(check, call.node(), call.node());
      }
      if (call.calledName().equals("build_absolute_uri")
          && call.node().function() instanceof Expr.Attribute a
          && isRequest(a.value())
          && !call.node().args().isEmpty()
          && admitsAnyHost(check)) {
        secret(check, call.node(), call.node());
      }
      if (call.calledName().equals("urljoin") || call.calledName().equals("format")) {
        review(check, call.node());
      }
      if (call.target() instanceof Target.FunctionTarget t) {
        made(check, call, t.function());
      }
    }
  }

  /** {@code absolute("reset", token=token)}: a function of the program makes the link. */
  private void made(Check check, CallSite call, PythonFunction function) {
    if (!isSecret(check, call.node())) {
      return;
    }
    List<Expr> given = returned(function);
    given.stream()
        .flatMap(e -> LinkText.parts(e, function.module()))
        .filter(this::isHost)
        .findFirst()
        .filter(_ -> !namesHosts(check))
        .ifPresent(
            host -> report(check, call.node(), host, check.program().view(function.module())));
    given.stream()
        .flatMap(e -> LinkText.begin(e, function.module()).stream())
        .flatMap(begin -> begin instanceof Expr.Name n ? passed(call, function, n.id()) : null)
        .filter(this::isOrigin)
        .findFirst()
        .ifPresent(origin -> report(check, call.node(), origin, check.view()));
  }

  private static List<Expr> returned(PythonFunction function) {
    return Inside.all(function.node().body(), Stmt.Return.class).stream()
        .flatMap(s -> Optional.ofNullable(s.value()).stream())
        .toList();
  }

  /** What a call gives a parameter. */
  private static Stream<Expr> passed(CallSite call, PythonFunction function, String name) {
    List<Node.Parameter> all = function.parameters();
    int skipped = function.receiver().isPresent() ? 1 : 0;
    Stream<Expr> placed =
        IntStream.range(0, Math.min(call.node().args().size(), all.size() - skipped))
            .filter(i -> all.get(i + skipped).name().equals(name))
            .mapToObj(i -> call.node().args().get(i));
    return Stream.concat(placed, call.keyword(name).stream());
  }

  private void review(Check check, Expr link) {
    if (isClaim(check, link)) {
      return;
    }
    PythonModule module = check.view().module();
    hostIn(SingleUse.whole(link, module))
        .or(() -> LinkText.begin(link, module).filter(this::isOrigin))
        .ifPresent(host -> secret(check, link, host));
  }

  /** {@code {"iss": request.host_url + "token"}}: no link, and nobody is sent there. */
  private static boolean isClaim(Check check, Expr text) {
    return switch (check.view().parent(text).orElse(text)) {
      case Node.Keyword k -> k.name() != null && CLAIMS.contains(k.name());
      case Expr.Dict d ->
          IntStream.range(0, d.values().size())
              .filter(i -> d.values().get(i) == text)
              .anyMatch(i -> d.keys().get(i) instanceof Expr.Str s && CLAIMS.contains(s.value()));
      default -> false;
    };
  }

  private void secret(Check check, Expr link, Expr host) {
    if (isSecret(check, link) && (isForwarded(host) || isOrigin(host) || !namesHosts(check))) {
      report(check, link, host, check.view());
    }
  }

  /** {@code url_for("reset", token=token, _external=True)}. */
  private static boolean asksForHost(CallSite call) {
    return call.keyword("_external").filter(v -> v instanceof Expr.Bool b && b.value()).isPresent()
        && call.keyword("token").isPresent();
  }

  private Optional<Expr> hostIn(List<Node> parts) {
    return Inside.all(parts, Expr.class).stream().filter(this::isHost).findFirst();
  }

  private boolean isHost(Expr e) {
    return e instanceof Expr.Attribute a
        ? fields.contains(a.attribute()) && isRequest(a.value())
        : header(e).filter(HOSTS::contains).isPresent();
  }

  /** {@code request.referrer}, {@code request.headers["Origin"]}. */
  private boolean isOrigin(Expr e) {
    return e instanceof Expr.Attribute a
        ? origins.contains(a.attribute()) && isRequest(a.value())
        : header(e).filter(origins::contains).isPresent();
  }

  /** No framework compares this header with the hosts in its settings where it is read by hand. */
  private static boolean isForwarded(Expr host) {
    return header(host).filter(h -> h.startsWith("x-")).isPresent();
  }

  /** The header of a request that is read, as HTTP spells it in lower case. */
  private static Optional<String> header(Expr e) {
    return switch (e) {
      case Expr.Subscript s when isHeaders(s.value()) -> named(s.index());
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && a.attribute().equals("get")
              && !c.args().isEmpty()
              && isHeaders(a.value()) ->
          named(c.args().getFirst());
      default -> Optional.empty();
    };
  }

  private static Optional<String> named(Expr key) {
    return key instanceof Expr.Str s
        ? Optional.of(
            s.value().toLowerCase(Locale.ROOT).replaceFirst("^http_", "").replace('_', '-'))
        : Optional.empty();
  }

  private static boolean isHeaders(Expr e) {
    return e instanceof Expr.Attribute a && HEADERS.contains(a.attribute()) && isRequest(a.value());
  }

  private static boolean isRequest(Expr e) {
    return Set.of("request", "req").contains(NameTerms.last(e));
  }

  /** Whether a token, or a path for one, is part of the link. */
  private boolean isSecret(Check check, Expr link) {
    List<Node> all = List.of(link);
    boolean byName =
        Inside.any(all, Expr.Name.class, n -> NameTerms.speaksOf(n.id(), secretTerms))
            || Inside.any(
                all, Expr.Attribute.class, a -> NameTerms.speaksOf(a.attribute(), secretTerms))
            || Inside.any(all, Expr.Str.class, s -> NameTerms.speaksOf(s.value(), secretTerms));
    String function =
        check
            .view()
            .module()
            .scopes()
            .functionAt(link.start())
            .map(PythonFunction::name)
            .orElse("");
    return byName && !NameTerms.speaksOf(function, List.of("log", "debug"));
  }

  private boolean namesHosts(Check check) {
    String scope = ObjectHandler.scope(check.view().module());
    return naming.stream()
        .anyMatch(n ->
            check.program().program().mentioning(n).stream()
                .filter(m -> ObjectHandler.scope(m).equals(scope))
                .anyMatch(m -> !isOpen(m, n) && !isOfRedirect(check, m, n)));
  }

  /** {@code url_has_allowed_host_and_scheme(to, allowed_hosts=…)} asks where a redirect leads. */
  private static boolean isOfRedirect(Check check, PythonModule module, String name) {
    List<CallSite> given =
        check.program().view(module).calls().stream()
            .filter(c -> c.keyword(name).isPresent())
            .toList();
    return !given.isEmpty()
        && given.stream()
            .allMatch(c ->
                Set.of("url_has_allowed_host_and_scheme", "is_safe_url").contains(c.calledName()));
  }

  /** {@code ALLOWED_HOSTS = ["*"]} names no host. */
  private static boolean isOpen(PythonModule module, String name) {
    return module
        .scopes()
        .root()
        .local(name)
        .flatMap(Symbol::only)
        .flatMap(Binding::value)
        .filter(v -> v instanceof Expr.ListExpr || v instanceof Expr.Tuple)
        .filter(v -> Inside.any(List.of((Node) v), Expr.Str.class, s -> s.value().equals("*")))
        .isPresent();
  }

  /** Whether the settings let every host through: the framework compares with them by itself. */
  private boolean admitsAnyHost(Check check) {
    String scope = ObjectHandler.scope(check.view().module());
    return naming.stream()
        .anyMatch(n ->
            check.program().program().mentioning(n).stream()
                .filter(m -> ObjectHandler.scope(m).equals(scope))
                .anyMatch(m -> isOpen(m, n)));
  }

  private void report(Check check, Expr link, Expr host, ModuleView home) {
    Place place = Place.of(check.view().module(), link);
    check.report(
        check
            .present(place)
            .control(Control.REMOTE)
            .confidence(Confidence.MEDIUM)
            .step(
                Place.of(home.module(), host),
                isOrigin(host)
                    ? "whoever sends the request names this page"
                    : "the header Host of the request decides it")
            .saying(
                new Sentences(say)
                    .fill(
                        check.inTest() ? "test" : "present", "name", Wording.written(host, home))));
  }
}
