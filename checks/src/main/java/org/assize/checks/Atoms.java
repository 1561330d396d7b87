package org.assize.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Binding;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/**
 * Where the values of one function come from: its parameters and the entries of a request, each by
 * its name, and {@link #REQUESTER}, who is asking.
 */
final class Atoms {
  /** What stands for whoever is asking. */
  static final String REQUESTER = "@";

  private static final int DEPTH = 4;

  /** Through so many names and calls a client's text is followed: {@code text = loads(text)}. */
  private static final int LINKS = 4;

  /** What holds things of a request. */
  private static final Set<String> REQUESTS =
      Set.of("request", "req", "event", "info", "context", "ctx", "root", "parent", "self", "cls");

  /** Parts of a request that a client fills. */
  private static final Set<String> PARTS =
      Set.of(
          "args",
          "form",
          "forms",
          "json",
          "get_json",
          "values",
          "data",
          "GET",
          "POST",
          "post",
          "match_info",
          "query",
          "query_params",
          "path_params",
          "view_args",
          "params",
          "body",
          "kwargs",
          "pathParameters",
          "queryStringParameters",
          "rel_url",
          "json_body",
          "media");

  /** Attributes that the libraries themselves give a request, or that hold its connections. */
  private static final Set<String> OF_LIBRARIES =
      Set.of(
          "app",
          "arguments",
          "accepted_renderer",
          "base_url",
          "cache",
          "client",
          "config",
          "connection",
          "csp_nonce",
          "content",
          "content_type",
          "cookies",
          "COOKIES",
          "db",
          "dbsession",
          "encoding",
          "endpoint",
          "environ",
          "files",
          "FILES",
          "full_path",
          "headers",
          "host",
          "host_url",
          "htmx",
          "LANGUAGE_CODE",
          "loop",
          "matchdict",
          "META",
          "method",
          "path",
          "path_info",
          "registry",
          "remote",
          "remote_addr",
          "remote_ip",
          "resolver_match",
          "scheme",
          "scope",
          "session",
          "site",
          "state",
          "stream",
          "transport",
          "uri",
          "url",
          "urlconf");

  /** Methods by which Tornado hands over what a client sends. */
  private static final Set<String> ARGUMENTS =
      Set.of(
          "get_argument",
          "get_query_argument",
          "get_body_argument",
          "get_arguments",
          "get_query_arguments",
          "get_body_arguments");

  /** What a record is found by again. */
  private static final Set<String> NUMBERS = Set.of("pk", "id", "uuid", "inserted_id");

  private final PythonFunction function;
  private final ModuleView view;
  private final RequesterNames requester;
  private final OwnSelection selection;
  private final Set<String> parameters = new HashSet<>();

  /** Parameters that hold what whoever asks may reach. */
  private final Set<String> own = new HashSet<>();

  private final Map<String, Set<String>> known = new HashMap<>();

  Atoms(PythonFunction function, GuardedCode code, ProgramView program) {
    this.function = function;
    view = program.view(function.module());
    requester = new RequesterNames(function, code, program);
    selection = new OwnSelection(program, code);
    for (Node.Parameter p : function.parameters()) {
      Optional<Dependency> made = Dependency.of(p, function, program);
      if (made.filter(d -> selection.isMadeBy(d)).isPresent()) {
        own.add(p.name());
      }
      if (made.isEmpty() && !REQUESTS.contains(p.name()) && !requester.names().contains(p.name())) {
        parameters.add(p.name());
      }
    }
  }

  RequesterNames requester() {
    return requester;
  }

  /** Returns what is in some expressions. */
  Set<String> in(List<? extends Node> nodes) {
    Set<String> found = new LinkedHashSet<>();
    nodes.forEach(n -> collect(n, found, DEPTH));
    return found;
  }

  private void collect(Node node, Set<String> found, int depth) {
    if (requester.isSelf(node)) {
      found.add(REQUESTER);
      return;
    }
    if (node instanceof Expr e && isSent(e)) {
      found.add(key(e));
      return;
    }
    if (isPutThere(node) || (node instanceof Expr.Call c && selection.isTaken(c, function))) {
      found.add(REQUESTER);
      return;
    }
    switch (node) {
      case Expr.Name n -> name(n.id(), n.start(), found, depth);
      case Expr.Attribute a when a.value() instanceof Expr.Name n && parameters.contains(n.id()) ->
          found.add(n.id() + "." + a.attribute());
      case Expr.Attribute a when isOfMade(a) -> {} // nobody has named what was made just now
      case Expr.Lambda _ -> {}
      default -> Nodes.forEachChild(node, child -> collect(child, found, depth));
    }
  }

  /** {@code job.pk}, where {@code job = Job.objects.create(…)}. */
  private boolean isOfMade(Expr.Attribute number) {
    List<Expr> values =
        NUMBERS.contains(number.attribute()) && number.value() instanceof Expr.Name n
            ? values(n.id(), n.start())
            : List.of();
    return !values.isEmpty()
        && values.stream()
            .map(v -> v instanceof Expr.Await w ? w.value() : v)
            .allMatch(v -> v instanceof Expr.Call c && makes(c, number.attribute()));
  }

  private static boolean makes(Expr.Call call, String number) {
    return call.keywords().stream().noneMatch(k -> number.equals(k.name()))
        && StoreCalls.reach(call).filter(r -> r.verb() == Touch.Verb.ADD).isPresent();
  }

  /** {@code request.club}: a guard or a middleware has looked up what whoever asks may reach. */
  private boolean isPutThere(Node node) {
    return node instanceof Expr.Attribute a
        && a.value() instanceof Expr.Name n
        && (n.id().equals("request") || n.id().equals("req"))
        && !PARTS.contains(a.attribute())
        && !OF_LIBRARIES.contains(a.attribute())
        && view.parent(a).filter(p -> p instanceof Expr.Call c && c.function() == a).isEmpty();
  }

  private void name(String id, int at, Set<String> found, int depth) {
    if (parameters.contains(id)) {
      found.add(id);
    } else if (own.contains(id) || requester.names().contains(id)) {
      found.add(REQUESTER);
    } else if (depth > 0) {
      Set<String> bound = known.get(id);
      if (bound == null) {
        bound = new LinkedHashSet<>();
        known.put(id, bound);
        for (Expr value : values(id, at)) {
          collect(value, bound, depth - 1);
        }
      }
      found.addAll(bound);
    }
  }

  /** What a local name is assigned. */
  List<Expr> values(String id, int at) {
    return function.module().scopes().at(at).lookup(id).map(Symbol::bindings).stream()
        .flatMap(List::stream)
        .filter(b -> isWithin(b.node()))
        .flatMap(b -> value(b).stream())
        .toList();
  }

  private static Optional<Expr> value(Binding binding) {
    return switch (binding.source()) {
      case Stmt.For loop -> Optional.of(loop.iter());
      case Stmt.Assign a when binding.kind() == Binding.Kind.UNPACKING -> Optional.of(a.value());
      default -> binding.kind() == Binding.Kind.PARAMETER ? Optional.empty() : binding.value();
    };
  }

  private boolean isWithin(Node node) {
    return function.node().start() <= node.start() && node.end() <= function.node().end();
  }

  /** {@code request.args["id"]}, {@code self.get_argument("id")}, {@code body(event)["id"]}. */
  private boolean isSent(Expr e) {
    return switch (e) {
      case Expr.Subscript s -> s.index() instanceof Expr.Str && isClients(s.value(), LINKS);
      case Expr.Call c when c.function() instanceof Expr.Attribute a ->
          ARGUMENTS.contains(a.attribute())
              || (Set.of("get", "pop", "getlist", "getall").contains(a.attribute())
                  && isClients(a.value(), LINKS))
              || isReader(c);
      case Expr.Call c -> isReader(c);
      case Expr.Attribute a -> PARTS.contains(a.attribute()) && isRequest(a.value());
      default -> false;
    };
  }

  /** {@code number(request, "room")}: a function of the program that reads one part of it. */
  private boolean isReader(Expr.Call call) {
    return call.args().size() == 2
        && call.args().getFirst() instanceof Expr.Name n
        && Set.of("request", "req").contains(n.id())
        && call.args().getLast() instanceof Expr.Str
        && view.callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
            instanceof Target.FunctionTarget t
        && Inside.any(
            t.function().node().body(),
            Expr.Attribute.class,
            a -> PARTS.contains(a.attribute()) && isRequest(a.value()));
  }

  private boolean isClients(Expr holder, int depth) {
    return switch (holder) {
      case Expr.Await a -> isClients(a.value(), depth);
      case Expr.BoolOp b -> isClients(b.values().getFirst(), depth);
      case Expr.Attribute a -> PARTS.contains(a.attribute()) && isRequest(a.value());
      case Expr.Subscript s ->
          s.index() instanceof Expr.Str key && PARTS.contains(key.value()) && isRequest(s.value());
      case Expr.Call c -> isBody(c, depth);
      case Expr.Name n ->
          depth > 0
              && !parameters.contains(n.id())
              && values(n.id(), n.start()).stream().anyMatch(v -> isClients(v, depth - 1));
      default -> false;
    };
  }

  /** {@code request.get_json()}, {@code event.get("pathParameters")}, {@code body_of(event)}. */
  private boolean isBody(Expr.Call call, int depth) {
    boolean isPart =
        call.function() instanceof Expr.Attribute a
            && isRequest(a.value())
            && (PARTS.contains(a.attribute())
                || call.args().stream()
                    .anyMatch(k -> k instanceof Expr.Str s && PARTS.contains(s.value())));
    boolean isRead =
        NameTerms.speaksOf(NameTerms.last(call), List.of("body", "json", "payload", "loads"))
            && (call.args().isEmpty()
                || call.args().stream()
                    .anyMatch(a -> isRequest(a) || (depth > 0 && isClients(a, depth - 1))));
    return isPart || isRead;
  }

  private static boolean isRequest(Expr e) {
    return switch (e) {
      case Expr.Name n -> REQUESTS.contains(n.id());
      case Expr.Attribute a -> a.attribute().equals("request");
      default -> false;
    };
  }

  private static String key(Expr sent) {
    return switch (sent) {
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> key.value();
      case Expr.Call c ->
          c.args().stream()
              .flatMap(a -> a instanceof Expr.Str s ? Stream.of(s.value()) : null)
              .findFirst()
              .orElse("sent");
      case Expr.Attribute a -> a.attribute();
      default -> "sent";
    };
  }

  ModuleView view() {
    return view;
  }
}
