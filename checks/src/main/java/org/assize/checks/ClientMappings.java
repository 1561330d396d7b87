package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/** Mappings whose keys a client chooses, as far as one function shows it. */
final class ClientMappings {
  /** What objects are called that stand for a request. */
  private static final Set<String> REQUESTS = Set.of("request", "req");

  /** The parts of a request that are mappings of the client. */
  private static final Set<String> PARTS =
      Set.of(
          "json",
          "get_json",
          "form",
          "forms",
          "values",
          "args",
          "data",
          "GET",
          "POST",
          "body",
          "query",
          "query_params",
          "params",
          "payload",
          "json_body",
          "media",
          "post");

  /** Methods and functions that give the same keys again. */
  private static final Set<String> SAME =
      Set.of("to_dict", "dict", "copy", "decode", "loads", "json_decode", "read");

  private final Check check;
  private final int depth;

  ClientMappings(Check check) {
    this(check, 1);
  }

  private ClientMappings(Check check, int depth) {
    this.check = check;
    this.depth = depth;
  }

  /** Whether a client chooses the keys of what an expression gives. */
  boolean isClients(Expr value) {
    return switch (value) {
      case Expr.Await e -> isClients(e.value());
      case Expr.BoolOp e -> isClients(e.values().getFirst());
      case Expr.Attribute e ->
          PARTS.contains(e.attribute()) && (isRequest(e.value()) || isPayload(e));
      case Expr.Subscript e ->
          e.index() instanceof Expr.Str key
              && PARTS.contains(key.value())
              && e.value() instanceof Expr.Name n
              && n.id().equals("event");
      case Expr.Call e -> isCallOnClients(e);
      case Expr.Name e ->
          // text = text.decode() leads to itself: only what stands before is followed
          isBody(e)
              || (assigned(e).filter(v -> v.end() <= e.start() && isClients(v)).isPresent()
                  && isWhole(e));
      default -> false;
    };
  }

  private boolean isCallOnClients(Expr.Call call) {
    boolean handsOn = !call.args().isEmpty() && isClients(call.args().getFirst());
    return switch (call.function()) {
      case Expr.Attribute a when PARTS.contains(a.attribute()) && isRequest(a.value()) -> true;
      case Expr.Attribute a when SAME.contains(a.attribute()) -> handsOn || isClients(a.value());
      case Expr.Name n when SAME.contains(n.id()) -> handsOn;
      default -> isReader(call);
    };
  }

  /** {@code body_of(event)}, {@code self.json_body()}: a function that gives all that was sent. */
  private boolean isReader(Expr.Call call) {
    boolean asksRequest =
        call.args().size() <= 1
            && call.keywords().isEmpty()
            && call.args().stream()
                .allMatch(
                    a -> isRequest(a) || (a instanceof Expr.Name n && n.id().equals("event")));
    Target target =
        asksRequest
            ? check.view().callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
            : Target.Unknown.UNKNOWN;
    return depth > 0
        && target instanceof Target.FunctionTarget t
        && Inside.all(t.function().node().body(), Stmt.Return.class).stream()
            .map(Stmt.Return::value)
            .anyMatch(v ->
                v != null
                    && new ClientMappings(check.in(t.function().module()), depth - 1).isClients(v));
  }

  private boolean isRequest(Expr value) {
    return switch (value) {
      case Expr.Name n -> REQUESTS.contains(n.id()) || isImported(n);
      case Expr.Attribute a -> REQUESTS.contains(a.attribute());
      default -> false;
    };
  }

  /** {@code ns.payload} of a namespace or an API of Flask-RESTX: the body of the request. */
  private boolean isPayload(Expr.Attribute read) {
    return read.attribute().equals("payload")
        && read.value() instanceof Expr.Name n
        && Values.display(n, check.view().module()) instanceof Expr.Call made
        && check
            .view()
            .callOf(made)
            .map(CallSite::path)
            .filter(Set.of("flask_restx.Namespace", "flask_restx.Api")::contains)
            .isPresent();
  }

  /** {@code from flask import request as r}. */
  private boolean isImported(Expr.Name name) {
    return check
        .program()
        .resolver()
        .resolve(name, check.view().module().scopes().at(name.start()))
        .dottedPath()
        .filter(path -> path.endsWith(".request"))
        .isPresent();
  }

  /** The parameter of a handler that gets the body of a request as a dictionary. */
  private boolean isBody(Expr.Name name) {
    return function(name)
        .filter(f -> takesMapping(f, name.id()))
        .filter(f -> !thins(f, name.id()) && RequestHandlers.of(check.program()).isRegistered(f))
        .isPresent();
  }

  private static boolean takesMapping(PythonFunction function, String name) {
    return function.parameters().stream()
        .anyMatch(p -> p.name().equals(name) && isMapping(p.annotation()));
  }

  private static boolean isMapping(@Nullable Expr annotation) {
    return switch (annotation) {
      case Expr.Name n -> n.id().equals("dict") || n.id().equals("Dict");
      case Expr.Subscript s -> isMapping(s.value());
      case null, default -> false;
    };
  }

  /** The one value of a local name. */
  private Optional<Expr> assigned(Expr.Name name) {
    return check
        .view()
        .module()
        .scopes()
        .only(name)
        .filter(b -> b.kind() == Binding.Kind.ASSIGNMENT)
        .flatMap(Binding::value);
  }

  /** Whether nothing is taken away again from what a name holds. */
  private boolean isWhole(Expr.Name name) {
    return function(name).stream().noneMatch(f -> thins(f, name.id()));
  }

  private Optional<PythonFunction> function(Expr at) {
    return check.view().module().scopes().functionAt(at.start());
  }

  /** Keys that go with every form, or that are kept in another way; taking them leaves the rest. */
  private static final Set<String> OF_FORMS =
      Set.of(
          "csrf_token",
          "csrfmiddlewaretoken",
          "_csrf",
          "_method",
          "submit",
          "next",
          "remember",
          "captcha",
          "password",
          "password1",
          "password2",
          "confirm",
          "confirm_password",
          "password_confirm");

  private static boolean isOfForms(CallSite pop) {
    return !pop.node().args().isEmpty()
        && pop.node().args().getFirst() instanceof Expr.Str key
        && OF_FORMS.contains(key.value());
  }

  /** {@code data.pop("is_admin")} and {@code del data["is_admin"]}. */
  private boolean thins(PythonFunction function, String name) {
    boolean pops =
        check.view().calls().stream()
            .filter(c -> isWithin(function, c.node().start()) && !isOfForms(c))
            .anyMatch(c ->
                c.node().function() instanceof Expr.Attribute a
                    && a.attribute().equals("pop")
                    && a.value() instanceof Expr.Name n
                    && n.id().equals(name));
    List<Stmt.Delete> deletions = check.view().all(Stmt.Delete.class);
    return pops
        || deletions.stream()
            .filter(d -> isWithin(function, d.start()))
            .flatMap(d -> d.targets().stream())
            .anyMatch(t ->
                t instanceof Expr.Subscript s
                    && s.value() instanceof Expr.Name n
                    && n.id().equals(name));
  }

  private static boolean isWithin(PythonFunction function, int at) {
    return function.node().start() <= at && at < function.node().end();
  }
}
