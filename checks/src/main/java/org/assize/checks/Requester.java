package org.assize.checks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Whether code looks at whoever sent the request. A user that is looked up, changed or deleted is a
 * thing like any other; {@code request.user}, an entry of the session, a header with a token and a
 * test of a permission are looks at the one who asks.
 */
final class Requester {
  /** What holds things of a request. */
  private static final Set<String> REQUESTS =
      Set.of(
          "request", "req", "g", "self", "cls", "context", "ctx", "info", "scope", "handler",
          "event");

  /** Fields of those that say who asks. */
  private static final Set<String> FIELDS =
      Set.of(
          "user",
          "current_user",
          "auth",
          "identity",
          "principal",
          "credentials",
          "authorization",
          "remote_user",
          "session");

  /** What holds entries that a client cannot choose, or that it proves itself by. */
  private static final Set<String> HOLDERS =
      Set.of("session", "cookies", "headers", "meta", "environ", "state");

  private static final List<String> USERS =
      List.of("user", "username", "uid", "userid", "account", "member", "email", "customer", "id");

  /** Keys of anything else that are no use unless they are checked. */
  private static final List<String> PROOFS =
      List.of("token", "signature", "hmac", "credentials", "api-key", "apikey", "secret");

  private static final Set<String> SENDERS =
      Set.of("redirect", "url_for", "reverse", "reverse_lazy", "HttpResponseRedirect");

  private static final List<String> LOGINS = List.of("login", "signin", "sign-in", "log-in");

  private final GuardWords terms;

  Requester(GuardWords terms) {
    this.terms = terms;
  }

  /** Whether a function, or one of the program that it hands its request to, looks. */
  boolean isLookedAtIn(PythonFunction function, ModuleView view) {
    return looks(function)
        || view.callsIn(function).stream()
            .filter(c -> c.node().args().stream().anyMatch(Requester::isRequest))
            .map(CallSite::target)
            .anyMatch(t -> t instanceof Target.FunctionTarget f && looks(f.function()));
  }

  private boolean looks(PythonFunction function) {
    boolean isGiven =
        function.parameters().stream().noneMatch(p -> p.name().equals("request"))
            && function.parameters().stream()
                .filter(p -> !isOfGateway(p, function))
                .anyMatch(p -> p.name().equals("user") || speaks(p.name()));
    return isGiven || function.node().body().stream().anyMatch(s -> looks(s, false, function));
  }

  /** {@code def handler(event, context)}: the context of a run tells nothing of who asks. */
  private static boolean isOfGateway(Node.Parameter parameter, PythonFunction function) {
    return parameter.name().equals("context")
        && function.parameters().getFirst().name().equals("event");
  }

  private boolean looks(Node node, boolean inTest, PythonFunction function) {
    if (isLook(node, inTest, function)) {
      return true;
    }
    boolean[] found = {false};
    Nodes.forEachChild(
        node,
        child -> found[0] = found[0] || looks(child, inTest || isTest(node, child), function));
    return found[0];
  }

  private static boolean isTest(Node node, Node child) {
    return switch (node) {
      case Stmt.If s -> s.test() == child;
      case Stmt.While s -> s.test() == child;
      case Stmt.Assert s -> s.test() == child;
      case Expr.IfExp e -> e.test() == child;
      case Expr.Compare _, Expr.BoolOp _ -> true;
      default -> false;
    };
  }

  private boolean isLook(Node node, boolean inTest, PythonFunction function) {
    return switch (node) {
      case Expr.Attribute a ->
          isField(a, inTest)
              || (speaks(a.attribute()) && !isOwnUser(a))
              || (inTest && asks(a.attribute()));
      case Expr.Name n -> isPlainName(n, inTest, function);
      case Expr.Subscript s -> s.index() instanceof Expr.Str key && isEntry(s.value(), key.value());
      case Expr.Int i -> i.value() == 401 || i.value() == 403;
      case Expr.Compare c -> isKeyTest(c);
      case Expr.Call c -> isAsking(c, function);
      default -> false;
    };
  }

  private static boolean isField(Expr.Attribute field, boolean inTest) {
    String holder = NameTerms.last(field.value());
    return (inTest || !isOwnUser(field))
        && FIELDS.contains(field.attribute())
        && REQUESTS.contains(holder)
        && (!field.attribute().equals("session") || !holder.equals("self"));
  }

  /** {@code self.current_user} is nobody where nobody was asked: to pass it on is no look. */
  private static boolean isOwnUser(Expr.Attribute field) {
    return field.attribute().equals("current_user") && NameTerms.last(field.value()).equals("self");
  }

  private boolean isPlainName(Expr.Name name, boolean inTest, PythonFunction function) {
    boolean named = speaks(name.id()) || (inTest && asks(name.id()));
    boolean asked = name.id().equals("user") && isFromRequest(name, function);
    return (named && !isThing(name, function)) || asked;
  }

  /** {@code user = user_of(request)}: whatever finds out, it is told of the request. */
  private boolean isFromRequest(Expr.Name name, PythonFunction function) {
    return bindings(name, function).stream()
        .flatMap(b -> b.value().stream())
        .map(v -> v instanceof Expr.Await a ? a.value() : v)
        .anyMatch(v ->
            v instanceof Expr.Call c
                && !isOfClass(c)
                && (c.args().stream().anyMatch(Requester::isRequest)
                    || asks(NameTerms.last(c))
                    || speaks(NameTerms.last(c))));
  }

  /**
   * What is looked up in a class of the program, put together here, or sent as one of the fields of
   * a request is not who asks.
   */
  private static boolean isThing(Expr.Name name, PythonFunction function) {
    return bindings(name, function).stream()
        .flatMap(b -> b.value().stream())
        .anyMatch(v -> v instanceof Expr.Dict || isOfClass(v) || isSentField(v));
  }

  /** {@code data.get("role", "viewer")}, {@code data["role"]}: what a client asks for. */
  private static boolean isSentField(Expr value) {
    return switch (value) {
      case Expr.Call c ->
          c.function() instanceof Expr.Attribute a
              && Set.of("get", "pop").contains(a.attribute())
              && !c.args().isEmpty()
              && isSent(a.value(), c.args().getFirst());
      case Expr.Subscript s -> isSent(s.value(), s.index());
      default -> false;
    };
  }

  private static boolean isSent(Expr holder, Expr key) {
    return key instanceof Expr.Str s
        && !HOLDERS.contains(NameTerms.last(holder).toLowerCase(Locale.ROOT))
        && !NameTerms.speaksOf(s.value(), PROOFS);
  }

  private static boolean isOfClass(Expr value) {
    return Inside.any(List.of((Node) value), Expr.Name.class, n -> isClassName(n.id()));
  }

  private static boolean isClassName(String name) {
    return !name.isEmpty()
        && Character.isUpperCase(name.charAt(0))
        && !name.toUpperCase(Locale.ROOT).equals(name);
  }

  private static List<Binding> bindings(Expr.Name name, PythonFunction function) {
    return function
        .module()
        .scopes()
        .at(name.start())
        .lookup(name.id())
        .map(Symbol::bindings)
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private boolean isEntry(Expr holder, String key) {
    String of = NameTerms.last(holder).toLowerCase(Locale.ROOT);
    return HOLDERS.contains(of)
        ? NameTerms.speaksOf(key, USERS) || asks(key) || speaks(key)
        : NameTerms.speaksOf(key, PROOFS);
  }

  /** {@code "user_id" in session}. */
  private boolean isKeyTest(Expr.Compare c) {
    return c.left() instanceof Expr.Str key
        && HOLDERS.contains(NameTerms.last(c.comparators().getFirst()).toLowerCase(Locale.ROOT))
        && isEntry(c.comparators().getFirst(), key.value());
  }

  private boolean isAsking(Expr.Call call, PythonFunction function) {
    String name = NameTerms.last(call);
    Optional<String> text =
        call.args().stream()
            .findFirst()
            .flatMap(a -> a instanceof Expr.Str s ? Optional.of(s.value()) : Optional.empty());
    boolean isSent = SENDERS.contains(name) && text.filter(Requester::isLogin).isPresent();
    boolean isRead =
        call.function() instanceof Expr.Attribute a
            && text.isPresent()
            && ((name.equals("get") || name.equals("pop")) && isEntry(a.value(), text.get()));
    boolean isCookie = name.startsWith("get") && NameTerms.speaksOf(name, List.of("cookie"));
    return isSent || isRead || isCookie || isQuestion(call, name, function);
  }

  /** A function called by a word for asking; what creates a role or deletes a token asks nobody. */
  private boolean isQuestion(Expr.Call call, String name, PythonFunction function) {
    List<String> words = NameTerms.of(name);
    boolean isOfThing =
        call.function() instanceof Expr.Attribute a
            && (isOfClass(a.value()) || (a.value() instanceof Expr.Name n && isThing(n, function)));
    return asks(name)
        && !words.isEmpty()
        && !terms.changeTerms().contains(words.getFirst())
        && !isOfThing;
  }

  private static boolean isLogin(String text) {
    return NameTerms.speaksOf(text, LOGINS);
  }

  private static boolean isRequest(Expr e) {
    return e instanceof Expr.Name n && (n.id().equals("request") || n.id().equals("req"));
  }

  private boolean speaks(String name) {
    return !isClassName(name) && NameTerms.speaksOf(name, terms.identityTerms());
  }

  private boolean asks(String name) {
    return !isClassName(name) && NameTerms.speaksOf(name, terms.guardTerms());
  }
}
