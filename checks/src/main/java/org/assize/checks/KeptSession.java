package org.assize.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds logins that open a session under the number that the client has brought along: whoever gave
 * it that number is logged in as well.
 *
 * @param loginTerms words of functions that let somebody in
 * @param userTerms last words of entries that say who somebody is
 * @param say sentences for {@code present} and {@code test}; {@code {name}} is the function
 */
public record KeptSession(Set<String> loginTerms, Set<String> userTerms, Map<String, String> say)
    implements Detector {
  private static final Set<String> SETTING = Set.of("set_cookie", "set_secure_cookie");

  /** What only somebody who logs in sends. */
  private static final Set<String> PROOFS = Set.of("password", "passwd", "pin", "passcode");

  /** What FastAPI takes a parameter from. */
  private static final Set<String> PARTS = Set.of("Cookie", "Query", "Header");

  /** Checks the sentences. */
  public KeptSession {
    Sentences.require(say, List.of("present", "test"));
  }

  @Override
  public void review(Check check) {
    for (CallSite call : check.view().calls()) {
      if (SETTING.contains(call.calledName()) && call.function().isPresent()) {
        PythonFunction function = call.function().get();
        call.argument(1, "value")
            .flatMap(v -> brought(check, function, v, 3))
            .filter(id -> isLogin(function) && keepsUser(check, function, id))
            .ifPresent(id -> report(check, call, function, id));
      }
    }
    new PlantedSession(this, check)
        .find()
        .forEach(f -> report(check, f.at(), f.function(), f.brought()));
  }

  boolean isLogin(PythonFunction function) {
    return NameTerms.speaksOf(function.name(), loginTerms)
        || function.parameters().stream().anyMatch(p -> NameTerms.endsWith(p.name(), PROOFS))
        || Inside.any(
            function.node().body(), Expr.Str.class, s -> NameTerms.endsWith(s.value(), PROOFS));
  }

  /** The name that holds what a client brought along, if the cookie gets that again. */
  private Optional<Expr.Name> brought(Check check, PythonFunction function, Expr value, int depth) {
    return switch (value) {
      case Expr.Name n -> isBrought(check, function, n) ? Optional.of(n) : Optional.empty();
      case Expr.Call c when depth > 0 ->
          new CalledFunction(check.program())
              .of(c, check.view()).stream()
                  .flatMap(f -> handedBack(f, c).stream())
                  .flatMap(a -> brought(check, function, a, depth - 1).stream())
                  .findFirst();
      default -> Optional.empty();
    };
  }

  /** The argument that a function gives back as it is. */
  private static Optional<Expr> handedBack(PythonFunction callee, Expr.Call call) {
    List<String> names = callee.parameters().stream().map(Node.Parameter::name).toList();
    return Inside.all(callee.node().body(), Stmt.Return.class).stream()
        .flatMap(r -> r.value() instanceof Expr.Name n ? Stream.of(n.id()) : Stream.<String>of())
        .map(names::indexOf)
        .filter(i -> i >= 0 && i < call.args().size())
        .map(i -> call.args().get(i))
        .findFirst();
  }

  static boolean isBrought(Check check, PythonFunction function, Expr.Name name) {
    boolean isParameter =
        function.parameters().stream()
            .filter(p -> p.name().equals(name.id()))
            .anyMatch(p -> mentions(p));
    List<Binding> bindings =
        check.view().module().scopes().at(name.start()).lookup(name.id()).stream()
            .flatMap(s -> s.bindings().stream())
            .toList();
    return bindings.size() == 1
        && (isParameter || bindings.getFirst().value().filter(KeptSession::isOfClient).isPresent());
  }

  private static boolean mentions(Node.Parameter parameter) {
    boolean[] found = {false};
    Nodes.forEach(
        parameter,
        node -> found[0] |= node instanceof Expr.Call c && PARTS.contains(NameTerms.last(c)));
    return found[0];
  }

  /** {@code request.cookies.get("sid") or make_id()}: what the client sends comes first. */
  static boolean isOfClient(Expr value) {
    return switch (value) {
      case Expr.BoolOp b when !b.isAnd() -> isOfClient(b.values().getFirst());
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && Set.of("get", "get_cookie").contains(a.attribute())
              && (a.attribute().equals("get_cookie") || isPart(a.value()));
      case Expr.Subscript s -> isPart(s.value());
      default -> false;
    };
  }

  private static boolean isPart(Expr holder) {
    return Set.of("cookies", "COOKIES", "query_params", "args", "GET", "query", "form")
        .contains(NameTerms.last(holder));
  }

  /** Whether it is noted under that number who somebody is, here or in what is called with it. */
  private boolean keepsUser(Check check, PythonFunction function, Expr.Name id) {
    return keeps(function.node().body(), id.id())
        || check.view().callsIn(function).stream()
            .flatMap(c ->
                new CalledFunction(check.program())
                    .of(c.node(), check.view()).stream()
                        .flatMap(f ->
                            parameter(f, c.node(), id.id()).stream()
                                .map(p -> keeps(f.node().body(), p))))
            .anyMatch(k -> k);
  }

  private static Optional<String> parameter(PythonFunction callee, Expr.Call call, String name) {
    for (int i = 0; i < Math.min(call.args().size(), callee.parameters().size()); i++) {
      if (call.args().get(i) instanceof Expr.Name n && n.id().equals(name)) {
        return Optional.of(callee.parameters().get(i).name());
      }
    }
    return Optional.empty();
  }

  boolean keeps(List<Stmt> body, String id) {
    boolean underIt =
        Inside.any(
                body,
                Stmt.Assign.class,
                a ->
                    a.targets().getFirst() instanceof Expr.Subscript s
                        && Inside.mentions(List.of((Node) s.index()), id))
            || Inside.any(
                body,
                Expr.Call.class,
                c ->
                    c.function() instanceof Expr.Attribute a
                        && Set.of("set", "setex", "setdefault", "hset", "put", "save")
                            .contains(a.attribute())
                        && !c.args().isEmpty()
                        && Inside.mentions(List.of(c.args().getFirst()), id));
    boolean ofUser =
        Inside.any(body, Expr.Str.class, s -> NameTerms.endsWith(s.value(), userTerms))
            || Inside.any(
                body,
                Node.Keyword.class,
                k -> k.name() != null && NameTerms.endsWith(k.name(), userTerms))
            || Inside.any(body, Expr.Name.class, n -> NameTerms.endsWith(n.id(), userTerms));
    return underIt && ofUser;
  }

  private void report(Check check, CallSite call, PythonFunction function, Expr.Name id) {
    report(check, call.node(), function, id);
  }

  private void report(Check check, Node at, PythonFunction function, Expr brought) {
    Place place = Place.of(function.module(), at);
    check.report(
        check
            .present(place)
            .confidence(Confidence.MEDIUM)
            .control(Control.REMOTE)
            .step(
                Place.of(function.module(), brought),
                "a client brings " + Wording.written(brought, check.view()) + " along")
            .step(place, "it stays the same after the login")
            .saying(
                new Sentences(say)
                    .fill(check.inTest() ? "test" : "present", "name", function.name())));
  }
}
