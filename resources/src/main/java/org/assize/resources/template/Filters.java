package org.assize.resources.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Operator;

/**
 * What the filters of Jinja and Django do, as Python (Jinja, "List of Builtin Filters"; Django,
 * "Built-in template tags and filters"), and which values are markup that no engine escapes again.
 */
final class Filters {
  private static final Set<String> SAME =
      Set.of(
          "upper",
          "lower",
          "title",
          "capitalize",
          "capfirst",
          "trim",
          "truncate",
          "truncatechars",
          "truncatewords",
          "truncatechars_html",
          "truncatewords_html",
          "wordwrap",
          "indent",
          "center",
          "ljust",
          "rjust",
          "string",
          "stringformat",
          "list",
          "sort",
          "dictsort",
          "dictsortreversed",
          "reverse",
          "unique",
          "slice",
          "batch",
          "groupby",
          "map",
          "select",
          "reject",
          "selectattr",
          "rejectattr",
          "make_list",
          "cut",
          "addslashes",
          "add",
          "items",
          "first",
          "last",
          "random",
          "pprint",
          "phone2numeric",
          "unordered_list");

  private static final Set<String> NUMBERS =
      Set.of(
          "int",
          "float",
          "length",
          "count",
          "length_is",
          "wordcount",
          "round",
          "abs",
          "sum",
          "filesizeformat",
          "floatformat",
          "intcomma",
          "intword",
          "date",
          "time",
          "timesince",
          "timeuntil",
          "naturaltime",
          "naturalday",
          "pluralize",
          "yesno",
          "get_digit",
          "divisibleby",
          "linenumbers",
          "slugify",
          "localtime",
          "localize",
          "apnumber",
          "ordinal");

  private static final Set<String> ESCAPING =
      Set.of(
          "e",
          "escape",
          "h",
          "force_escape",
          "linebreaks",
          "linebreaksbr",
          "urlize",
          "urlizetrunc",
          "nl2br",
          "xmlattr");

  /** Filters of Django that escape only where the engine does. */
  private static final Set<String> BY_ENGINE = Set.of("linebreaks", "linebreaksbr");

  private static final Set<String> JSON = Set.of("tojson", "json_script", "to_json");

  private static final String LITERAL = "json";

  private final Set<Expr> markup = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Expr> quoted = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean escapes = true;

  /** Says whether the engine escapes what is read from now on. */
  void escaping(boolean isOn) {
    escapes = isOn;
  }

  /**
   * Applies a filter.
   *
   * @param args its arguments, without the value
   */
  Expr apply(Expr value, String name, int end, List<Expr> args) {
    int start = value.start();
    if (name.equals("safe") || name.equals("safeseq")) {
      return markup(
          new Expr.JoinedStr(
              start, end, List.of(new Expr.FormattedValue(start, end, value, -1, null))));
    }
    if (BY_ENGINE.contains(name) && !escapes) {
      return value;
    }
    if (ESCAPING.contains(name)) {
      return markup(escape(value, start, end));
    }
    if (JSON.contains(name)) {
      Expr literal = markup(Library.call(start, end, Library.ENGINE, LITERAL, List.of(value)));
      if (name.equals("tojson")) {
        quoted.add(literal);
      }
      return literal;
    }
    if (NUMBERS.contains(name)) {
      return new Expr.Call(start, end, new Expr.Name(start, end, "int"), List.of(value), List.of());
    }
    if (SAME.contains(name)) {
      return value;
    }
    return switch (name) {
      case "default", "d", "default_if_none" ->
          args.isEmpty() ? value : new Expr.BoolOp(start, end, false, List.of(value, args.get(0)));
      case "join" -> join(value, start, end, args);
      case "urlencode", "iriencode" ->
          Library.call(start, end, "urllib.parse", "quote", List.of(value));
      case "escapejs" ->
          markup(Library.call(start, end, "django.utils.html", "escapejs", List.of(value)));
      case "replace" ->
          new Expr.Call(
              start, end, new Expr.Attribute(start, end, value, "replace"), args, List.of());
      case "striptags" -> Library.call(start, end, Library.ENGINE, "striptags", List.of(value));
      default -> other(value, name, start, end, args);
    };
  }

  private static Expr join(Expr value, int start, int end, List<Expr> args) {
    Expr with = args.isEmpty() ? new Expr.Str(end, end, "", false) : args.get(0);
    return new Expr.Call(
        start, end, new Expr.Attribute(start, end, with, "join"), List.of(value), List.of());
  }

  private static Expr other(Expr value, String name, int start, int end, List<Expr> args) {
    List<Expr> all = new java.util.ArrayList<>(List.of(value));
    all.addAll(args);
    return Library.call(start, end, Template.FILTERS, name, all);
  }

  private Expr markup(Expr value) {
    markup.add(value);
    return value;
  }

  private static Expr escape(Expr value, int start, int end) {
    return Library.call(start, end, "html", "escape", List.of(value));
  }

  /** Returns what an engine writes that escapes: markup as it is, all else escaped. */
  Expr escaped(Expr value) {
    if (markup.contains(value)) {
      return value;
    }
    return switch (value) {
      case Expr.IfExp e ->
          new Expr.IfExp(e.start(), e.end(), e.test(), escaped(e.body()), escaped(e.orelse()));
      case Expr.BoolOp e when !e.isAnd() ->
          new Expr.BoolOp(
              e.start(), e.end(), false, e.values().stream().map(this::escaped).toList());
      case Expr.BinOp e when e.op() == Operator.ADD ->
          new Expr.BinOp(e.start(), e.end(), escaped(e.left()), e.op(), escaped(e.right()));
      default -> escape(value, value.start(), value.end());
    };
  }

  /** Whether a literal of JavaScript is written, which does no harm anywhere. */
  boolean isLiteral(Expr value) {
    return value instanceof Expr.Call c
        && c.function() instanceof Expr.Attribute a
        && a.attribute().equals(LITERAL);
  }

  /** Whether it is one with the quotes that JSON has: Jinja's filter leaves those as they are. */
  boolean isQuoted(Expr value) {
    return quoted.contains(value);
  }

  /** Returns what a filter has escaped, where one has. */
  Expr unescaped(Expr value) {
    boolean isEscape =
        markup.contains(value)
            && value instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().equals("escape");
    return isEscape ? inner(value) : value;
  }

  /** Returns what a literal is written of. */
  Expr inner(Expr call) {
    return ((Expr.Call) call).args().getFirst();
  }

  /** Whether some of what is written is not escaped. */
  boolean isRaw(Expr value) {
    return switch (value) {
      case Expr.IfExp e -> isRaw(e.body()) || isRaw(e.orelse());
      case Expr.BoolOp e -> e.values().stream().anyMatch(this::isRaw);
      case Expr.BinOp e -> isRaw(e.left()) || isRaw(e.right());
      case Expr.JoinedStr e -> markup.contains(e);
      default -> false;
    };
  }
}
