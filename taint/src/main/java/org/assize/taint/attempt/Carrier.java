package org.assize.taint.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.assize.ir.Body;
import org.assize.ir.Literal;
import org.assize.ir.Op;
import org.assize.taint.trace.End;
import org.assize.taint.trace.FlowProgram;
import org.assize.taint.trace.Node;
import org.assize.taint.trace.Ref;
import org.assize.value.domain.Place;

/**
 * In which part of a request a value travels.
 *
 * @param kind of part
 * @param keys names that lead to it, outermost first; empty for a whole body
 */
record Carrier(Kind kind, List<String> keys) {
  /** A part of a request. */
  enum Kind {
    QUERY,
    FORM,
    JSON,
    HEADER,
    COOKIE,
    PATH,
    BODY,
    FILE_NAME
  }

  /** A parameter of which nothing tells that it is more than a text. */
  private static final Pattern PLAIN_TEXT =
      Pattern.compile("\\w+\\s*(:\\s*(str|Optional\\[str\\]|str \\| None)\\s*)?(=.*)?");

  /** A parameter that takes a whole JSON object. */
  private static final Pattern OBJECT = Pattern.compile("\\w+\\s*:\\s*([Dd]ict\\b.*)(=.*)?");

  Carrier {
    keys = List.copyOf(keys);
  }

  /** Returns what carries the value at the end of a way; empty where its name is not known. */
  static Optional<Carrier> of(FlowProgram program, End.Controlled end, UrlPath path) {
    Node node = end.node();
    Body body = program.body(node.body());
    return body.op(node.instruction()) == Op.PARAM
        ? parameter(program, node, body, path)
        : read(program, end, body);
  }

  private static Optional<Carrier> parameter(
      FlowProgram program, Node node, Body body, UrlPath path) {
    String name = body.parameters().get(body.arg(node.instruction())).name();
    boolean isWhole = node.part().isEmpty();
    if (path.has(name)) {
      return isWhole ? Optional.of(new Carrier(Kind.PATH, List.of(name))) : Optional.empty();
    }
    org.assize.checks.Place place = program.place(node.at());
    String written = place.module().text().slice(place.start(), place.end());
    if (!path.isBraced()) {
      return Optional.empty();
    }
    if (isWhole && PLAIN_TEXT.matcher(written).matches()) {
      return Optional.of(new Carrier(Kind.QUERY, List.of(name)));
    }
    return !isWhole && OBJECT.matcher(written).matches()
        ? keys(node.part()).map(keys -> new Carrier(Kind.JSON, keys))
        : Optional.empty();
  }

  private static Optional<Carrier> read(FlowProgram program, End.Controlled end, Body body) {
    Node node = end.node();
    String what = end.what().substring(end.what().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (what.equals("filename") && body.op(node.instruction()) == Op.ATTR) {
      int file = program.origin(body, body.operand(node.instruction(), 0));
      return named(program, new Ref(node.body(), file))
          .map(k -> new Carrier(Kind.FILE_NAME, List.of(k)));
    }
    Optional<List<String>> keys = keys(node.part());
    if (keys.isPresent() && keys.get().isEmpty() && body.op(node.instruction()) == Op.CALL) {
      keys = Optional.of(named(program, node.at()).stream().toList());
    }
    return kind(what).isEmpty() ? Optional.empty() : keys.flatMap(k -> of(what, k));
  }

  private static Optional<Carrier> of(String what, List<String> keys) {
    Kind kind = kind(what).orElseThrow();
    boolean isEnvironment = what.equals("environ") || what.equals("meta");
    boolean fits =
        switch (kind) {
          case BODY -> keys.isEmpty();
          case JSON -> !keys.isEmpty();
          case QUERY, FORM, HEADER, COOKIE, PATH, FILE_NAME -> keys.size() == 1;
        };
    if (!fits || (isEnvironment && !keys.getFirst().startsWith("HTTP_"))) {
      return Optional.empty();
    }
    return Optional.of(
        isEnvironment
            ? new Carrier(kind, List.of(keys.getFirst().substring(5).replace('_', '-')))
            : new Carrier(kind, keys));
  }

  private static Optional<Kind> kind(String what) {
    return switch (what) {
      case "args",
          "get",
          "query",
          "query_params",
          "values",
          "params",
          "get_argument",
          "get_query_argument" ->
          Optional.of(Kind.QUERY);
      case "form", "post", "forms", "get_body_argument" -> Optional.of(Kind.FORM);
      case "json", "get_json" -> Optional.of(Kind.JSON);
      case "headers", "environ", "meta" -> Optional.of(Kind.HEADER);
      case "cookies", "get_cookie" -> Optional.of(Kind.COOKIE);
      case "match_info", "path_params", "view_args" -> Optional.of(Kind.PATH);
      case "data", "body", "get_data" -> Optional.of(Kind.BODY);
      default -> Optional.empty();
    };
  }

  /** The names that lead to a value; empty where one of them is not known. */
  private static Optional<List<String>> keys(List<Place.Selector> part) {
    List<String> keys = new ArrayList<>();
    for (Place.Selector selector : part) {
      if (!(selector instanceof Place.Key(Literal.Text(String key)))) {
        return Optional.empty();
      }
      keys.add(key);
    }
    return Optional.of(keys);
  }

  /** The constant text by which an item is taken, or a call is told what to read. */
  private static Optional<String> named(FlowProgram program, Ref at) {
    Body body = program.body(at.body());
    Op op = body.op(at.instruction());
    if ((op != Op.CALL && op != Op.ITEM) || body.operandCount(at.instruction()) < 2) {
      return Optional.empty();
    }
    return program.value(new Ref(at.body(), body.operand(at.instruction(), 1))).constantText();
  }
}
