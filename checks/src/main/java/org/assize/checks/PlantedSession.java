package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.base.SourceText;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Sessions under a number that a client brings along, however they are kept: in an object of the
 * framework that is made for that number, or by a function that is handed it together with whoever
 * logs in.
 */
record PlantedSession(KeptSession rule, Check check) {
  /** Where the session is opened, and the number that is brought along. */
  record Found(Node at, PythonFunction function, Expr brought) {}

  /** Parts of a request that another page fills with a link or a form: a cookie is none. */
  private static final Set<String> BY_LINK =
      Set.of("GET", "POST", "args", "query_params", "query", "form", "values", "params");

  private static final Set<String> REQUESTS = Set.of("request", "req");

  Stream<Found> find() {
    SourceText text = check.view().module().text();
    String whole = text.slice(0, text.length());
    if (Stream.of("ession", "ookie", "request").noneMatch(whole::contains)) {
      return Stream.empty(); // most modules know of none
    }
    return check.view().module().scopes().functions().stream()
        .flatMap(f -> Stream.of(taken(f), filled(f), handed(f)).flatMap(Optional::stream).limit(1));
  }

  /** {@code request.session = SessionStore(session_key=request.GET["sid"])}. */
  private Optional<Found> taken(PythonFunction function) {
    return Inside.all(function.node().body(), Stmt.Assign.class).stream()
        .filter(a ->
            a.targets().getFirst() instanceof Expr.Attribute t
                && t.attribute().equals("session")
                && REQUESTS.contains(NameTerms.last(t.value())))
        .flatMap(
            a -> key(a.value()).filter(this::isByLink).map(k -> new Found(a, function, k)).stream())
        .findFirst();
  }

  /** {@code store = SessionStore(sid)}, and {@code store["user_id"] = user.pk}. */
  private Optional<Found> filled(PythonFunction function) {
    if (!rule.isLogin(function)) {
      return Optional.empty();
    }
    return Inside.all(function.node().body(), Stmt.Assign.class).stream()
        .filter(a ->
            a.targets().getFirst() instanceof Expr.Subscript s
                && s.value() instanceof Expr.Name
                && s.index() instanceof Expr.Str key
                && NameTerms.endsWith(key.value(), rule.userTerms()))
        .flatMap(a -> {
          Expr.Name store = (Expr.Name) ((Expr.Subscript) a.targets().getFirst()).value();
          return value(store)
              .flatMap(PlantedSession::key)
              .filter(k -> isByLink(k) || isBrought(function, k))
              .map(k -> new Found(a, function, k))
              .stream();
        })
        .findFirst();
  }

  /** The number of the session that a call makes: {@code SessionStore(session_key=sid)}. */
  private static Optional<Expr> key(Expr made) {
    if (!(made instanceof Expr.Call c) || !NameTerms.speaksOf(written(c), List.of("session"))) {
      return Optional.empty();
    }
    return c.keywords().stream()
        .filter(k -> "session_key".equals(k.name()) || "sid".equals(k.name()))
        .map(Node.Keyword::value)
        .findFirst()
        .or(() -> c.args().size() == 1 ? Optional.of(c.args().getFirst()) : Optional.empty());
  }

  /** The name of what is called, and of its arguments: {@code self.store(session_key=…)}. */
  private static String written(Expr.Call call) {
    StringBuilder all = new StringBuilder(NameTerms.last(call));
    call.keywords().forEach(k -> all.append('-').append(k.name()));
    return all.toString();
  }

  private boolean isByLink(Expr key) {
    Expr value = key instanceof Expr.Name n ? value(n).orElse(n) : key;
    Expr holder =
        switch (value) {
          case Expr.Subscript s -> s.value();
          case Expr.Call c
              when c.function() instanceof Expr.Attribute a && a.attribute().equals("get") ->
              a.value();
          default -> value;
        };
    return holder instanceof Expr.Attribute a
        && BY_LINK.contains(a.attribute())
        && REQUESTS.contains(NameTerms.last(a.value()));
  }

  private boolean isBrought(PythonFunction function, Expr key) {
    return key instanceof Expr.Name n
        ? KeptSession.isBrought(check, function, n)
        : KeptSession.isOfClient(key);
  }

  private Optional<Expr> value(Expr.Name name) {
    return check.view().module().scopes().onlyValue(name);
  }

  /** {@code open_session(user, request.cookies.get("sid"))}, which keeps the user under that. */
  private Optional<Found> handed(PythonFunction function) {
    if (!rule.isLogin(function)) {
      return Optional.empty();
    }
    return check.view().callsIn(function).stream()
        .filter(c -> namesUser(c.node()))
        .flatMap(c ->
            c.node().args().stream()
                .filter(a -> isBrought(function, a))
                .filter(a -> keeps(c, a))
                .map(a -> new Found(c.node(), function, a)))
        .findFirst();
  }

  private boolean namesUser(Expr.Call call) {
    return call.args().stream()
        .anyMatch(a -> a instanceof Expr.Name n && NameTerms.endsWith(n.id(), rule.userTerms()));
  }

  private boolean keeps(CallSite call, Expr brought) {
    return new CalledFunction(check.program())
        .of(call.node(), check.view())
        .filter(callee -> {
          int at = call.node().args().indexOf(brought) + (callee.receiver().isPresent() ? 1 : 0);
          return at < callee.parameters().size()
              && keeps(callee, callee.parameters().get(at).name());
        })
        .isPresent();
  }

  /** Whether a function keeps the user under what it is handed, unless it is handed nothing. */
  private boolean keeps(PythonFunction callee, String parameter) {
    List<Stmt.Assign> assigns = Inside.all(callee.node().body(), Stmt.Assign.class);
    boolean isReplaced =
        assigns.stream().anyMatch(a -> isNamed(a, parameter) && !comesFirst(a, parameter));
    Stream<String> names =
        Stream.concat(
            Stream.of(parameter),
            assigns.stream()
                .filter(a -> comesFirst(a, parameter))
                .flatMap(a ->
                    a.targets().getFirst() instanceof Expr.Name n
                        ? Stream.of(n.id())
                        : Stream.<String>of()));
    return !isReplaced && names.anyMatch(n -> rule.keeps(callee.node().body(), n));
  }

  private static boolean isNamed(Stmt.Assign assign, String name) {
    return assign.targets().getFirst() instanceof Expr.Name n && n.id().equals(name);
  }

  /** {@code sid = given or make()}. */
  private static boolean comesFirst(Stmt.Assign assign, String parameter) {
    return assign.value() instanceof Expr.BoolOp b
        && !b.isAnd()
        && b.values().getFirst() instanceof Expr.Name n
        && n.id().equals(parameter);
  }
}
