package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.facts.Confidence;
import org.assize.facts.Control;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Finds code that believes a client who it is, or what it may do: a test of a plain cookie or a
 * header that names a role, and a session that is opened for whoever a plain cookie names.
 *
 * @param roleTerms words of cookies and headers that say what somebody may do
 * @param fixedTerms words of headers that a gateway sets
 * @param userTerms words of entries of a session that say who somebody is
 * @param checking words of functions that check what a cookie holds
 * @param plainTerms words of headers whose shape is asked for other reasons, or that hold a proof
 * @param say sentences: {@code role}, {@code session}, {@code shape} and {@code test}; {@code
 *     {name}} is the cookie or the header
 */
public record ClientClaim(
    Set<String> roleTerms,
    Set<String> fixedTerms,
    Set<String> userTerms,
    Set<String> checking,
    Set<String> plainTerms,
    Map<String, String> say)
    implements Detector {
  private static final Set<String> READING = Set.of("get", "get_cookie", "getone");

  /** Checks the sentences. */
  public ClientClaim {
    Sentences.require(say, List.of("role", "session", "shape", "test"));
  }

  /** A cookie or a header where it is read. */
  record Read(Expr node, String name, boolean isCookie) {}

  @Override
  public void review(Check check) {
    for (Expr.Compare compare : check.view().all(Expr.Compare.class)) {
      if (decides(check, compare) && isConstant(compare.comparators().getFirst())) {
        read(check, compare.left())
            .or(() -> parameter(check, compare.left()))
            .filter(this::namesRole)
            .ifPresent(r -> report(check, compare, r, "role"));
      }
    }
    ClaimedPassage passage = new ClaimedPassage(roleTerms);
    for (Stmt.If test : check.view().all(Stmt.If.class)) {
      shaped(check, test).ifPresent(r -> report(check, test.test(), r, "shape"));
      passage.in(test).ifPresent(r -> report(check, test.test(), r, "role"));
      Expr asked = test.test() instanceof Expr.UnaryOp u ? u.operand() : test.test();
      read(check, asked).filter(this::namesRole).ifPresent(r -> report(check, asked, r, "role"));
    }
    check.view().module().scopes().functions().forEach(f -> tellsUser(check, f));
    for (Stmt.Assign assign : check.view().all(Stmt.Assign.class)) {
      if (assign.targets().getFirst() instanceof Expr.Subscript s && isUserOfSession(s)) {
        claimed(check, assign.value(), 3).ifPresent(r -> report(check, assign, r, "session"));
      }
      if (isUserOfRequest(assign.targets().getFirst())) {
        lookedUp(check, assign.value(), true).ifPresent(r -> report(check, assign, r, "session"));
      }
    }
  }

  /**
   * {@code if not x_agent.endswith("@club.example"): raise HTTPException(403)}: a header that only
   * has to look like one of ours.
   */
  private Optional<Read> shaped(Check check, Stmt.If test) {
    List<Expr.Call> shapes =
        Refusals.isIn(test.body())
            ? Inside.all(List.of((Node) test.test()), Expr.Call.class).stream()
                .filter(ClientClaim::asksShape)
                .toList()
            : List.of();
    Set<String> names =
        Inside.all(List.of((Node) test.test()), Expr.Name.class).stream()
            .map(Expr.Name::id)
            .collect(Collectors.toSet());
    return shapes.isEmpty() || names.size() != 1
        ? Optional.empty()
        : shapes.stream()
            .map(c -> ((Expr.Attribute) c.function()).value())
            .flatMap(e -> read(check, e).or(() -> parameter(check, e)).stream())
            .filter(r -> !NameTerms.speaksOf(r.name(), plainTerms))
            .filter(r -> r.isCookie() || !NameTerms.speaksOf(r.name(), fixedTerms))
            .findFirst();
  }

  private static boolean asksShape(Expr.Call call) {
    return call.function() instanceof Expr.Attribute a
        && Set.of("endswith", "startswith").contains(a.attribute())
        && call.args().size() == 1
        && isConstant(call.args().getFirst());
  }

  /**
   * {@code def get_current_user(self): return self.get_cookie("user")}, which a framework asks, and
   * {@code @login_manager.request_loader} on a function that looks up whom a cookie names.
   */
  private void tellsUser(Check check, PythonFunction function) {
    boolean isMethod = function.owner().isPresent() && function.name().equals("get_current_user");
    boolean isLoader = IdentityLookup.isLoader(function, check.program());
    for (Stmt.Return answer : Inside.all(function.node().body(), Stmt.Return.class)) {
      Optional.ofNullable(answer.value())
          .flatMap(value ->
              isMethod
                  ? claimed(check, value, 2).or(() -> lookedUp(check, value, true))
                  : lookedUp(check, value, isLoader))
          .ifPresent(r -> report(check, answer, r, "session"));
    }
  }

  private boolean namesRole(Read read) {
    return NameTerms.speaksOf(read.name, roleTerms)
        && (read.isCookie || !NameTerms.speaksOf(read.name, fixedTerms));
  }

  private static boolean isConstant(Expr e) {
    return switch (e) {
      case Expr.Str s -> !s.value().isEmpty();
      case Expr.Bytes _, Expr.Int _ -> true;
      case Expr.Bool b -> b.value();
      case Expr.Tuple t -> t.elements().stream().allMatch(ClientClaim::isConstant);
      case Expr.ListExpr l -> l.elements().stream().allMatch(ClientClaim::isConstant);
      case Expr.SetExpr s -> s.elements().stream().allMatch(ClientClaim::isConstant);
      default -> false;
    };
  }

  /** A condition, or a truth that is given back. */
  private static boolean decides(Check check, Expr.Compare compare) {
    Node inner = check.view().statement(compare);
    return inner instanceof Stmt.If || inner instanceof Stmt.Return;
  }

  /** {@code request.cookies.get("role")}, also through the one value of a local name. */
  private Optional<Read> read(Check check, Expr e) {
    Expr value = e instanceof Expr.Name n ? Values.display(n, check.view().module()) : e;
    return switch (value) {
      case Expr.BoolOp either when !either.isAnd() -> read(check, either.values().getFirst());
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> of(s.value(), value, key);
      case Expr.Call c
          when c.function() instanceof Expr.Attribute a
              && READING.contains(a.attribute())
              && !c.args().isEmpty()
              && c.args().getFirst() instanceof Expr.Str key ->
          a.attribute().equals("get_cookie")
              ? Optional.of(new Read(value, key.value(), true))
              : of(a.value(), value, key);
      default -> Optional.empty();
    };
  }

  private static Optional<Read> of(Expr holder, Expr read, Expr.Str key) {
    String name = NameTerms.last(holder).toLowerCase(Locale.ROOT);
    boolean isRequests = holder instanceof Expr.Attribute || holder instanceof Expr.Call;
    boolean isHeader =
        name.equals("headers") || (name.equals("meta") && key.value().startsWith("HTTP_"));
    return isRequests && (name.equals("cookies") || isHeader)
        ? Optional.of(new Read(read, key.value(), !isHeader))
        : Optional.empty();
  }

  /** {@code x_role: str = Header()}. */
  private static Optional<Read> parameter(Check check, Expr e) {
    return e instanceof Expr.Name n
        ? check.view().module().scopes().functionAt(n.start()).stream()
            .map(PythonFunction::parameters)
            .flatMap(List::stream)
            .filter(p -> p.name().equals(n.id()))
            .flatMap(p -> made(p).stream())
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Read> made(Node.Parameter parameter) {
    Expr[] by = {null};
    Nodes.forEach(
        parameter,
        node -> {
          if (node instanceof Expr.Call c
              && Set.of("Header", "Cookie").contains(NameTerms.last(c))) {
            by[0] = c;
          }
        });
    return Optional.ofNullable(by[0])
        .map(call -> new Read(call, parameter.name(), NameTerms.last(call).equals("Cookie")));
  }

  private boolean isUserOfSession(Expr.Subscript target) {
    return NameTerms.last(target.value()).equals("session")
        && target.index() instanceof Expr.Str key
        && NameTerms.speaksOf(key.value(), userTerms);
  }

  /** {@code request.user = …}, {@code g.user = …}, {@code request["user"] = …}. */
  private static boolean isUserOfRequest(Expr target) {
    return switch (target) {
      case Expr.Attribute a -> isUser(a.attribute()) && isRequest(a.value());
      case Expr.Subscript s ->
          s.index() instanceof Expr.Str key && isUser(key.value()) && isRequest(s.value());
      default -> false;
    };
  }

  private static boolean isUser(String name) {
    return Set.of("user", "current_user").contains(name);
  }

  private static boolean isRequest(Expr holder) {
    return Set.of("request", "req", "g").contains(NameTerms.last(holder))
        || (holder instanceof Expr.Attribute a
            && a.attribute().equals("state")
            && NameTerms.last(a.value()).equals("request"));
  }

  /**
   * {@code User.objects.filter(username=name)} of a name that a plain cookie gives.
   *
   * @param isTold whether it is known that the one who asks is looked up, whatever class that is
   */
  private Optional<Read> lookedUp(Check check, Expr value, boolean isTold) {
    return Inside.all(List.of((Node) value), Expr.Call.class).stream()
        .filter(c -> isTold || IdentityLookup.isOfUsers(c, userTerms))
        .flatMap(c -> IdentityLookup.by(c, userTerms).stream())
        .flatMap(by -> claimed(check, by, 2).stream())
        .findFirst();
  }

  /** The plain cookie that a value is read from, if nothing checks it on the way. */
  private Optional<Read> claimed(Check check, Expr value, int depth) {
    if (value instanceof Expr.Call c && NameTerms.speaksOf(NameTerms.last(c), checking)) {
      return Optional.empty();
    }
    Optional<Read> here =
        read(check, value).or(() -> parameter(check, value)).filter(Read::isCookie);
    if (here.isPresent() || depth == 0) {
      return here;
    }
    return switch (value) {
      case Expr.Call c when c.function() instanceof Expr.Attribute a ->
          claimed(check, a.value(), depth);
      case Expr.Call c when c.args().size() == 1 && c.function() instanceof Expr.Name ->
          claimed(check, c.args().getFirst(), depth);
      case Expr.Subscript s -> claimed(check, s.value(), depth);
      case Expr.Name n -> bound(check, n).flatMap(v -> claimed(check, v, depth - 1));
      default -> Optional.empty();
    };
  }

  /** What a name is assigned, also as one of several names. */
  private static Optional<Expr> bound(Check check, Expr.Name name) {
    return check
        .view()
        .module()
        .scopes()
        .only(name)
        .flatMap(b -> b.source() instanceof Stmt.Assign a ? Optional.of(a.value()) : b.value());
  }

  private void report(Check check, Node node, Read read, String which) {
    check.report(
        check
            .present(Place.of(check.view().module(), node))
            .control(Control.REMOTE)
            .confidence(Confidence.MEDIUM)
            .step(Place.of(check.view().module(), read.node), "a client writes " + read.name)
            .saying(new Sentences(say).fill(check.inTest() ? "test" : which, "name", read.name)));
  }
}
