package org.assize.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** What stands for whoever is asking in one function. */
final class RequesterNames {
  /** Fields of a request, or of what goes along with it, that say who asks. */
  private static final Set<String> FIELDS =
      Set.of(
          "user",
          "current_user",
          "auth",
          "identity",
          "principal",
          "credentials",
          "remote_user",
          "customer",
          "member",
          "account",
          "tenant",
          "caller",
          "requester",
          "user_id",
          "userid",
          "uid",
          "account_id",
          "member_id",
          "customer_id",
          "tenant_id");

  private static final Set<String> HOLDERS =
      Set.of("request", "req", "g", "self", "context", "ctx", "info", "state", "handler");

  /** Entries of a session, or of an event of a gateway, that say who asks. */
  private static final List<String> ENTRIES =
      List.of(
          "user",
          "username",
          "uid",
          "userid",
          "account",
          "member",
          "customer",
          "caller",
          "authorizer",
          "claims",
          "identity",
          "principal",
          "requester",
          "login",
          "owner");

  private static final Set<String> BAGS =
      Set.of("session", "request", "req", "event", "state", "g", "requestcontext", "authorizer");

  /** Words of what a client proves itself by. */
  private static final List<String> PROOFS =
      List.of("token", "jwt", "bearer", "credentials", "authorization", "session", "ticket");

  private static final Set<String> PARAMETERS =
      Set.of("user", "current_user", "principal", "identity", "me", "account", "member");

  private final Set<String> names = new HashSet<>();
  private final ProgramView program;
  private final PythonFunction function;

  RequesterNames(PythonFunction function, GuardedCode code, ProgramView program) {
    this.function = function;
    this.program = program;
    boolean isDecorated =
        !function.node().decorators().isEmpty() && !code.guards(function).isEmpty();
    for (Node.Parameter p : function.parameters()) {
      boolean isInjected = Dependency.of(p, function, program).filter(code::asks).isPresent();
      boolean isHanded = isDecorated && PARAMETERS.contains(p.name());
      if (isInjected || isHanded || NameTerms.speaksOf(p.name(), List.of("current-user"))) {
        names.add(p.name());
      }
    }
    assigned();
  }

  /** Names that are assigned who asks, or something found by them. */
  private void assigned() {
    for (Stmt statement : Inside.all(function.node().body(), Stmt.class)) {
      if (statement instanceof Stmt.Assign a && a.targets().getFirst() instanceof Expr.Name n) {
        Expr value = a.value() instanceof Expr.Await w ? w.value() : a.value();
        if (isGuardCall(value) || isDerived(value) || isFoundByProof(value, n.id())) {
          names.add(n.id());
        }
      }
    }
  }

  /**
   * {@code user = user_of(token)}: whoever a function of the program finds by what a client proves
   * itself by.
   */
  private boolean isFoundByProof(Expr value, String name) {
    return value instanceof Expr.Call call
        && PARAMETERS.contains(name)
        && program.view(function.module()).callOf(call).map(CallSite::target).orElse(null)
            instanceof Target.FunctionTarget
        && call.args().stream()
            .flatMap(a -> Inside.all(List.of((Node) a), Expr.Name.class).stream())
            .anyMatch(n -> NameTerms.speaksOf(n.id(), PROOFS));
  }

  /** {@code owner = request.user.id}: what is read of them, not what is looked up for them. */
  private boolean isDerived(Expr value) {
    return switch (value) {
      case Expr.Attribute a -> isSelf(a) || isDerived(a.value());
      case Expr.Subscript s -> isSelf(s) || isDerived(s.value());
      case Expr.Call c when c.args().size() == 1 && c.function() instanceof Expr.Name ->
          isDerived(c.args().getFirst());
      default -> isSelf(value);
    };
  }

  Set<String> names() {
    return names;
  }

  /** Whether a call asks who somebody is, and gives the answer. */
  boolean isGuardCall(Expr value) {
    if (!(value instanceof Expr.Call call)) {
      return false;
    }
    return isNamedCall(call)
        || (call.args().size() <= 1
            && program.view(function.module()).callOf(call).map(CallSite::target).orElse(null)
                instanceof Target.FunctionTarget t
            && (isGuard(t.function()) || readsOut(t.function())));
  }

  private boolean isGuard(PythonFunction function) {
    return Refusals.of(program).refuses(function)
        && gives(function)
        && !OwnedThings.gives(function);
  }

  private static boolean isNamedCall(Expr.Call call) {
    return NameTerms.speaksOf(
        NameTerms.last(call),
        List.of(
            "current-user",
            "current-member",
            "current-account",
            "get-user",
            "get-jwt-identity",
            "identity"));
  }

  /** Whether the names alone say that an expression stands for whoever is asking. */
  static boolean isNamedSelf(Expr e) {
    return switch (e) {
      case Expr.Name n -> n.id().equals("current_user");
      case Expr.Call c -> isNamedCall(c);
      case Expr.Attribute a -> isField(a);
      default -> false;
    };
  }

  private static boolean isField(Expr.Attribute a) {
    String holder = holder(a.value());
    return FIELDS.contains(a.attribute())
        && HOLDERS.contains(holder)
        && (!holder.equals("self") || a.attribute().equals("current_user"));
  }

  /**
   * {@code def viewer(info): return info.context["request"].user}, and nothing else; or what is
   * told of nothing and always gives what is kept of the one who asks: {@code return g.user}.
   */
  private boolean readsOut(PythonFunction reader) {
    return readsAtOnce(reader) || givesKept(reader);
  }

  private boolean givesKept(PythonFunction reader) {
    List<Stmt.Return> answers = Inside.all(reader.node().body(), Stmt.Return.class);
    return reader.parameters().isEmpty()
        && !answers.isEmpty()
        && answers.stream()
            .allMatch(r -> r.value() instanceof Expr.Attribute kept && isField(kept));
  }

  private boolean readsAtOnce(PythonFunction reader) {
    List<Stmt> body = LiveStatements.of(reader.node());
    return body.size() == 1
        && body.getFirst() instanceof Stmt.Return r
        && r.value() != null
        && !(r.value() instanceof Expr.Call)
        && isSelf(r.value());
  }

  private static boolean gives(PythonFunction guard) {
    return Inside.any(guard.node().body(), Stmt.Return.class, r -> r.value() != null);
  }

  /** Whether an expression stands for whoever is asking. */
  boolean isSelf(Node node) {
    return switch (node) {
      case Expr.Name n -> names.contains(n.id()) || n.id().equals("current_user");
      case Expr.Attribute a ->
          isField(a) || isKeptByGuard(a) || RequestExtras.of(program).is(a, function.module());
      case Expr.Subscript s -> s.index() instanceof Expr.Str k && isEntry(s.value(), k.value());
      case Expr.Call c ->
          isGuardCall(c)
              || (c.function() instanceof Expr.Attribute a
                  && a.attribute().equals("get")
                  && !c.args().isEmpty()
                  && c.args().getFirst() instanceof Expr.Str k
                  && isEntry(a.value(), k.value()));
      default -> false;
    };
  }

  /** {@code g.reader}, which a guard of the program has put there. */
  private boolean isKeptByGuard(Expr.Attribute a) {
    return a.value() instanceof Expr.Name n
        && n.id().equals("g")
        && GuardGlobals.of(program).in(function.module()).contains(a.attribute());
  }

  /** {@code g} of {@code g.user}, {@code request} of {@code context["request"].user}. */
  private static String holder(Expr object) {
    return object instanceof Expr.Subscript s && s.index() instanceof Expr.Str key
        ? key.value()
        : NameTerms.last(object);
  }

  private boolean isEntry(Expr bag, String key) {
    String of =
        bag instanceof Expr.Subscript s && s.index() instanceof Expr.Str k
            ? k.value()
            : plainName(bag);
    return BAGS.contains(of.toLowerCase(Locale.ROOT)) && NameTerms.speaksOf(key, ENTRIES);
  }

  /** What a bag is called where it comes from: {@code from flask import session as login}. */
  private String plainName(Expr bag) {
    String written = NameTerms.last(bag);
    return bag instanceof Expr.Name
        ? program
            .resolver()
            .resolve(bag, function.definedIn())
            .dottedPath()
            .map(path -> path.substring(path.lastIndexOf('.') + 1))
            .orElse(written)
        : written;
  }

  /** Whether something in or below a node stands for whoever is asking. */
  boolean isMentionedIn(Node node) {
    boolean[] found = {false};
    Nodes.forEach(node, n -> found[0] = found[0] || isSelf(n));
    return found[0];
  }
}
