package org.assize.taint.trace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assize.facts.ArgumentView;
import org.assize.facts.Condition;
import org.assize.facts.Confidence;
import org.assize.facts.Constant;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Truth;
import org.assize.facts.ValueRole;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.language.SinkLanguage;
import org.assize.value.domain.Place;
import org.assize.value.entry.Entry;

/** Where others put values into the program. */
final class Sources {
  /** What objects that stand for a request are called. */
  private static final Set<String> REQUESTS = Set.of("request", "req", "environ", "http_request");

  /** The parts of such objects that the client determines. */
  private static final Set<String> PARTS =
      Set.of(
          "args",
          "form",
          "values",
          "params",
          "query",
          "query_params",
          "query_string",
          "get",
          "post",
          "cookies",
          "headers",
          "body",
          "data",
          "json",
          "files",
          "path_info",
          "match_info",
          "get_json",
          "arguments",
          "full_path",
          "path_params",
          "raw_path",
          "rel_url",
          "matchdict",
          "json_body");

  /** Methods of such objects that give what the client sent. */
  private static final Set<String> READING =
      Set.of(
          "get_json",
          "json",
          "get_data",
          "form",
          "post",
          "body",
          "read",
          "text",
          "multipart",
          "get_param",
          "get_media",
          "get_argument",
          "get_arguments",
          "get_body_argument",
          "get_query_argument",
          "get_cookie",
          "get_header");

  private final FlowProgram program;
  private final Query query;
  private final Sanitizers sanitizers;

  Sources(Walk walk) {
    program = walk.program();
    query = walk.query();
    sanitizers = new Sanitizers(walk);
  }

  /** Ends a way at a value that somebody determines. */
  Optional<End> of(Node node) {
    Body body = program.body(node.body());
    return switch (body.op(node.instruction())) {
      case ATTR, CALL, IMPORT, LOAD_NAME -> byFact(node).or(() -> byStructure(node, body));
      case ITEM -> toTool(node);
      default -> Optional.empty();
    };
  }

  /** What a language model passes to a tool. */
  private Optional<End> toTool(Node node) {
    return ToolCalls.isArgument(program, node)
        ? Optional.of(new End.Controlled(node, Control.TOOL, "the arguments of a tool"))
        : Optional.empty();
  }

  private Optional<End> byFact(Node node) {
    for (String path : program.paths(node.at())) {
      boolean isSafe =
          program.facts().at(path, Fact.Sanitizer.class).stream()
              .anyMatch(f -> f.slot() == Slot.Fixed.RETURN && query.isMeant(f.weakness()));
      boolean isGivenAsItIs =
          program.body(node.body()).op(node.instruction()) == Op.ATTR
              || !program.facts().at(path, Fact.Source.class).isEmpty();
      if (isSafe
          && isGivenAsItIs
          && !JsonText.isReadBehind(program, node)
          && !StoredScripts.isIn(program, query, node)) {
        return Optional.of(new End.Harmless(node, node.at(), "it is from " + path));
      }
      Optional<String> type = program.facts().typeOf(path).filter(Safety::isHarmlessType);
      if (type.isPresent() && node.part().isEmpty() && query.roles().isEmpty()) {
        return Optional.of(new End.Harmless(node, node.at(), path + " gives " + type.get()));
      }
      if (isSafeElement(path, node) && !JsonText.isReadBehind(program, node)) {
        return Optional.of(new End.Harmless(node, node.at(), "an entry of " + path + " is text"));
      }
      for (Fact.Source source : program.facts().at(path, Fact.Source.class)) {
        if (source.origin() instanceof ValueRole role
            && query.roles().contains(role)
            && isGiven(source, node)) {
          return Optional.of(new End.Made(node, path));
        }
        if (source.origin() instanceof Control control
            && isGiven(source, node)
            && isOfClient(path, node.part())) {
          String name = path.substring(path.lastIndexOf('.') + 1);
          Optional<End> none = TextFields.ofRequest(node, path);
          if (none.isPresent()) {
            return none;
          }
          Optional<End> limited = new RoutePath(program, query).limited(node, name);
          if (limited.isPresent()) {
            return limited;
          }
          if (isBehindHost(query, node, name)) {
            return Optional.of(new End.Harmless(node, node.at(), BEHIND_HOST));
          }
          Optional<String> route = limiting(node, path);
          if (route.isPresent()) {
            return Optional.of(
                new End.Harmless(node, node.at(), "the route " + route.get() + " limits it"));
          }
          return Optional.of(
              new Uploads(query).isStream(node, name)
                  ? new End.Unknown(node, "what is uploaded, which is no name")
                  : new End.Controlled(sure(node, path), control, path));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the elements of what a path names do no harm: all of them, or those under a key. */
  private boolean isSafeElement(String path, Node node) {
    return !node.part().isEmpty()
        && !(node.part().getFirst() instanceof Place.Field)
        && program.facts().at(path + ".__getitem__", Fact.Sanitizer.class).stream()
            .filter(f -> query.isMeant(f.weakness()))
            .anyMatch(f ->
                f.when() == Condition.ALWAYS
                    ? sanitizers.isUnderName(node)
                    : f.when().evaluate(keyed(node.part().getFirst())) == Truth.TRUE);
  }

  /** What a call of {@code __getitem__} passes. */
  private static ArgumentView keyed(Place.Selector key) {
    return slot ->
        slot instanceof Slot.Argument a
                && a.position() == 0
                && key instanceof Place.Key(Literal.Text(String text))
            ? new ArgumentView.Known(new Constant.Text(text))
            : ArgumentView.Unknown.UNKNOWN;
  }

  /** Parts of a request that hold what stands in the variable parts of its address. */
  private static final Set<String> OF_ROUTES = Set.of("path_params", "match_info", "view_args");

  /** The route by which alone the code is reached, where it lets nothing through that does harm. */
  private Optional<String> limiting(Node node, String path) {
    boolean isOfRoute =
        OF_ROUTES.contains(path.substring(path.lastIndexOf('.') + 1))
            && node.part().size() == 1
            && query.roles().isEmpty();
    if (!isOfRoute || !(node.part().getFirst() instanceof Place.Key(Literal.Text(String name)))) {
      return Optional.empty();
    }
    List<Entry> entries =
        program.entries().of(node.body()).stream().filter(e -> !e.isTest()).toList();
    return entries.stream()
            .allMatch(e -> RouteParameter.limits(program, query, node, e.address(), name))
        ? entries.stream().map(Entry::address).findFirst()
        : Optional.empty();
  }

  static final String BEHIND_HOST = "it begins with a slash";

  /** What of a request's address begins with a slash, whatever is asked for (RFC 9112, 3.2.1). */
  private static final Set<String> WITHOUT_HOST =
      Set.of("path", "full_path", "path_info", "get_full_path", "get_full_path_info");

  private static final Set<String> PATHS =
      Set.of(
          "path",
          "full_path",
          "path_info",
          "get_full_path",
          "get_full_path_info",
          "raw_path",
          "PATH_INFO",
          "SCRIPT_NAME",
          "REQUEST_URI",
          "RAW_URI");

  static final String OWN_HOST = "visitors name the host themselves";

  /** Whether a part of a request is the host that it was sent to: that leads nowhere else. */
  static boolean isOwnHost(Query query, String name) {
    return query.language() == SinkLanguage.REDIRECT
        && (name.equals("HTTP_HOST") || name.equals("SERVER_NAME"));
  }

  /** Whether a part of a request is its path, and stands behind a host: it cannot name another. */
  static boolean isBehindHost(Query query, Node node, String name) {
    boolean isAddress =
        query.language() == SinkLanguage.REDIRECT || query.language() == SinkLanguage.URL;
    String before = node.surround().before();
    int host = before.indexOf("://");
    return isAddress && host >= 0 && host + 3 < before.length() && PATHS.contains(name);
  }

  /**
   * A path of this site leads elsewhere only by what it begins with; what a function makes of it
   * begins with something else as a rule.
   */
  private Node sure(Node node, String path) {
    boolean isPath =
        query.language() == SinkLanguage.REDIRECT
            && !isOfQuery(node)
            && PATHS.contains(path.substring(path.lastIndexOf('.') + 1));
    if (isPath && WITHOUT_HOST.contains(path.substring(path.lastIndexOf('.') + 1))) {
      return node.atMost(Confidence.LOW); // two slashes at its beginning meet no route as a rule
    }
    for (Node at = node; isPath && at.next() != null; at = at.next()) {
      if (at.move() == Move.MADE || at.move() == Move.OPAQUE) {
        return node.atMost(Confidence.LOW);
      }
    }
    return node;
  }

  /** {@code urlsplit(self.path).query}: what stands behind the path is any text. */
  private boolean isOfQuery(Node node) {
    for (Node at = node; at != null; at = at.next()) {
      Body body = program.body(at.body());
      if (body.op(at.instruction()) == Op.ATTR
          && body.names().get(body.arg(at.instruction())).equals("query")) {
        return true;
      }
    }
    return false;
  }

  private boolean isGiven(Fact.Source source, Node node) {
    boolean result = source.slot() == Slot.Fixed.RETURN || source.slot() == Slot.Fixed.NAME;
    return result
        && (source.when() == Condition.ALWAYS || holds(source.when(), node) != Truth.FALSE);
  }

  private Truth holds(Condition when, Node node) {
    return program.body(node.body()).op(node.instruction()) == Op.CALL
        ? new CallArguments(program, node.at()).holds(when)
        : Truth.UNKNOWN;
  }

  /** {@code request.args} is a client's, whatever library made the request. */
  private Optional<End> byStructure(Node node, Body body) {
    boolean isCall = body.op(node.instruction()) == Op.CALL;
    int i = isCall ? program.origin(body, body.operand(node.instruction(), 0)) : node.instruction();
    Optional<End> passed = toTool(node);
    if (body.op(i) != Op.ATTR || passed.isPresent()) {
      return passed;
    }
    String name = body.names().get(body.arg(i));
    String object = program.named(body, program.origin(body, body.operand(i, 0)));
    boolean isPart =
        isCall ? READING.contains(name) : PARTS.contains(name.toLowerCase(Locale.ROOT));
    return isPart && isRequest(object) && isOfClient(name, node.part())
        ? Optional.of(
            new End.Controlled(
                sure(node, name).atMost(Confidence.MEDIUM), Control.REMOTE, object + "." + name))
        : Optional.empty();
  }

  /**
   * Of what a server puts into an environment, only some entries are a client's (PEP 3333); the
   * others belong to the server and to the program.
   */
  static boolean isOfClient(String path, List<Place.Selector> part) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    if (last.equals("scope")
        && !part.isEmpty()
        && part.getFirst() instanceof Place.Key(Literal.Text(String key))) {
      return OF_SCOPES.contains(key);
    }
    boolean isEnvironment = last.equals("environ") || last.equals("META");
    return !isEnvironment
        || part.isEmpty()
        || !(part.getFirst() instanceof Place.Key(Literal.Text(String key)))
        || key.startsWith("HTTP_")
        || (OF_CLIENTS.contains(key) && !isOfRoutes(part));
  }

  /** What the table of routes itself says of a request: which controller, and which action. */
  private static boolean isOfRoutes(List<Place.Selector> part) {
    return part.size() > 2
        && part.get(2) instanceof Place.Key(Literal.Text(String key))
        && (key.equals("controller") || key.equals("action"));
  }

  /** What a client determines of the scope of a connection (ASGI, "HTTP & WebSocket"). */
  private static final Set<String> OF_SCOPES =
      Set.of("path", "raw_path", "query_string", "headers", "path_params", "subprotocols");

  private static final Set<String> OF_CLIENTS =
      Set.of(
          "PATH_INFO",
          "QUERY_STRING",
          "REQUEST_METHOD",
          "REQUEST_URI",
          "RAW_URI",
          "CONTENT_TYPE",
          "CONTENT_LENGTH",
          "SCRIPT_NAME",
          "SERVER_NAME",
          "REMOTE_USER",
          "wsgi.input",
          "wsgiorg.routing_args");

  /** Whether what is called a request is a message of remote procedure calls, all of it sent. */
  static boolean isMessage(Entry entry) {
    return entry.control() == Control.REMOTE
        && (entry.registrar().contains("Servicer") || entry.registrar().startsWith("grpc."));
  }

  /** Whether a name is that of a request. */
  static boolean isRequest(String name) {
    return REQUESTS.contains(name);
  }

  /** Whether a part of a request is one that the client determines. */
  static boolean isPartOfRequest(List<Place.Selector> part) {
    return !part.isEmpty()
        && part.getFirst() instanceof Place.Field f
        && PARTS.contains(f.name().toLowerCase(Locale.ROOT));
  }
}
