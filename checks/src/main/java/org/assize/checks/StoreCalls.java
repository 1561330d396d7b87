package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.program.PythonModule;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Calls that reach into what is stored: records of a class, rows of a table, documents, keys. */
final class StoreCalls {
  /**
   * What one call reaches.
   *
   * @param criteria what selects it
   */
  record Reach(String kind, Touch.Verb verb, List<Node> criteria) {}

  private static final Pattern SQL =
      Pattern.compile(
          "^\\s*(?:(SELECT)\\b.*?\\bFROM|(DELETE)\\s+FROM|(UPDATE)|(INSERT)\\s+INTO)\\s+[\"`\\[]?(\\w+)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static final Pattern PLACES = Pattern.compile("\\?|%s|%\\(\\w+\\)s|:\\w+|\\$\\d+");

  private static final Set<String> OF_CLASS =
      Set.of(
          "get",
          "get_or_404",
          "query",
          "select",
          "delete",
          "update",
          "get_object_or_404",
          "get_list_or_404",
          "one_or_404",
          "first_or_404",
          "exists",
          "find",
          "find_one",
          "load");

  private static final Set<String> DELETING =
      Set.of(
          "delete",
          "delete_one",
          "delete_many",
          "delete_item",
          "find_one_and_delete",
          "remove",
          "delete_instance",
          "adelete",
          "hdel");

  private static final Set<String> CHANGING =
      Set.of(
          "update",
          "update_one",
          "update_many",
          "replace_one",
          "find_one_and_update",
          "update_item",
          "aupdate",
          "bulk_update",
          "hset",
          "values");

  private static final Set<String> ADDING =
      Set.of(
          "insert_one",
          "insert_many",
          "put_item",
          "create",
          "get_or_create",
          "bulk_create",
          "model_validate",
          "model_validate_json",
          "model_construct",
          "parse_obj",
          "parse_raw",
          "from_orm",
          "from_dict",
          "from_json");

  /** Methods whose arguments select nothing. */
  static final Set<String> SHAPING =
      Set.of("values", "limit", "offset", "order_by", "paginate", "slice", "options", "only");

  private static final Set<String> DOCUMENTS =
      Set.of(
          "find",
          "find_one",
          "delete_one",
          "delete_many",
          "update_one",
          "update_many",
          "replace_one",
          "find_one_and_update",
          "find_one_and_delete",
          "count_documents",
          "insert_one",
          "insert_many");

  private static final Set<String> ITEMS =
      Set.of("get_item", "delete_item", "update_item", "put_item");

  private static final Set<String> KEYS =
      Set.of("hget", "hgetall", "hset", "hdel", "get", "set", "delete", "exists");

  private StoreCalls() {}

  /** Returns what a call reaches, as far as it shows itself. */
  static Optional<Reach> reach(Expr.Call call) {
    return sql(call).or(() -> records(call)).or(() -> documents(call)).or(() -> keys(call));
  }

  private static final Pattern GIFT =
      Pattern.compile(
          "(?is)^\\s*UPDATE\\s+\\S+\\s+SET\\s+(\\w+)\\s*=\\s*\\1\\s*\\+[^,]*\\bWHERE\\b.*");

  /** {@code UPDATE purses SET coins = coins + ?}: nothing is taken from whoever it belongs to. */
  static boolean isGift(Expr.Call call) {
    return !call.args().isEmpty() && GIFT.matcher(text(call.args().getFirst())).matches();
  }

  /** Whether a call is handed a text of SQL, whoever runs it. */
  static boolean isQuery(Expr.Call call) {
    return sql(call).isPresent();
  }

  private static Optional<Reach> sql(Expr.Call call) {
    if (call.args().isEmpty()) {
      return Optional.empty();
    }
    String text = text(call.args().getFirst());
    Matcher m = text.isEmpty() ? null : SQL.matcher(text);
    if (m == null || !m.find()) {
      return Optional.empty();
    }
    Touch.Verb verb =
        m.group(1) != null
            ? Touch.Verb.READ
            : m.group(2) != null
                ? Touch.Verb.DELETE
                : m.group(3) != null ? Touch.Verb.CHANGE : Touch.Verb.ADD;
    String kind = m.group(5).toLowerCase(Locale.ROOT);
    return Optional.of(new Reach(kind, verb, selecting(call, text)));
  }

  /** The values behind {@code WHERE}: those before it are written, not asked for. */
  private static List<Node> selecting(Expr.Call call, String text) {
    List<Node> given = given(call);
    int where = text.toUpperCase(Locale.ROOT).indexOf(" WHERE ");
    if (where < 0) {
      return List.of();
    }
    List<Node> holes = new ArrayList<>();
    if (call.args().getFirst() instanceof Expr.JoinedStr j) {
      holes.addAll(j.values());
    }
    Matcher places = PLACES.matcher(text);
    List<Node> selected = new ArrayList<>(holes);
    for (int i = 0; places.find(); i++) {
      int at =
          places.group().startsWith("$") ? Integer.parseInt(places.group().substring(1)) - 1 : i;
      if (places.start() > where && at < given.size()) {
        selected.add(given.get(at));
      }
    }
    return selected;
  }

  /** The values that a call hands over beside the text of SQL, in a variable or at once. */
  static List<Node> given(Expr.Call call, PythonModule module) {
    List<Expr> args =
        call.args().stream()
            .map(e -> e instanceof Expr.Name ? SingleUse.behind(e, module) : e)
            .toList();
    return given(new Expr.Call(call.start(), call.end(), call.function(), args, List.of()));
  }

  /** The values that a call hands over beside the text of SQL. */
  static List<Node> given(Expr.Call call) {
    List<Node> given = new ArrayList<>();
    for (Expr arg : call.args().subList(1, call.args().size())) {
      switch (arg) {
        case Expr.Tuple t -> given.addAll(t.elements());
        case Expr.ListExpr l -> given.addAll(l.elements());
        default -> given.add(arg);
      }
    }
    return given;
  }

  static String text(Expr e) {
    return switch (e) {
      case Expr.Str s -> s.value();
      case Expr.BinOp b -> text(b.left());
      case Expr.JoinedStr j ->
          String.join(
              "", j.values().stream().map(v -> v instanceof Expr.Str s ? s.value() : "x").toList());
      default -> "";
    };
  }

  /** {@code Item.query.filter_by(id=x).first()}, {@code session.get(Item, x)}. */
  private static Optional<Reach> records(Expr.Call call) {
    List<Node> criteria = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    String kind = "";
    Expr at = call;
    while (!(at instanceof Expr.Name)) {
      switch (at) {
        case Expr.Call c -> {
          String name = NameTerms.last(c);
          methods.add(name);
          Optional<String> named = OF_CLASS.contains(name) ? ofClass(c) : Optional.empty();
          kind = named.orElse(kind);
          if (!SHAPING.contains(name) && !(name.equals("update") && named.isEmpty())) {
            c.args().stream().skip(named.isPresent() ? 1 : 0).forEach(criteria::add);
            c.keywords().forEach(k -> criteria.add(k.value()));
          }
          at = c.function();
        }
        case Expr.Attribute a -> {
          kind = kind.isEmpty() && isClassName(a.attribute()) ? a.attribute() : kind;
          at = a.value();
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    Expr.Name root = (Expr.Name) at;
    boolean isMade = call.function() == root;
    kind = kind.isEmpty() && !isMade && isClassName(root.id()) ? root.id() : kind;
    return kind.isEmpty() || (methods.size() == 1 && isClassName(methods.getFirst()))
        ? Optional.empty()
        : Optional.of(new Reach(kind, verb(methods), criteria));
  }

  private static Optional<String> ofClass(Expr.Call call) {
    Expr first = call.args().isEmpty() ? call : call.args().getFirst();
    Expr named =
        first instanceof Expr.Attribute a && !isClassName(a.attribute()) ? a.value() : first;
    String name = named instanceof Expr.Call ? "" : NameTerms.last(named);
    return isClassName(name) ? Optional.of(name) : Optional.empty();
  }

  private static Touch.Verb verb(List<String> methods) {
    return methods.stream().anyMatch(DELETING::contains)
        ? Touch.Verb.DELETE
        : methods.stream().anyMatch(CHANGING::contains)
            ? Touch.Verb.CHANGE
            : methods.stream().anyMatch(ADDING::contains) ? Touch.Verb.ADD : Touch.Verb.READ;
  }

  static boolean isClassName(String name) {
    return name.length() > 1
        && Character.isUpperCase(name.charAt(0))
        && !name.toUpperCase(Locale.ROOT).equals(name);
  }

  /** {@code db.orders.find_one({"_id": x})}, {@code orders.get_item(Key={"id": x})}. */
  private static Optional<Reach> documents(Expr.Call call) {
    String method = NameTerms.last(call);
    if (!(call.function() instanceof Expr.Attribute a)) {
      return Optional.empty();
    }
    boolean isItem = ITEMS.contains(method) && !call.keywords().isEmpty();
    boolean isDocument =
        DOCUMENTS.contains(method)
            && (call.args().isEmpty() || !(call.args().getFirst() instanceof Expr.Str));
    String kind = NameTerms.last(a.value());
    if ((!isItem && !isDocument) || kind.isEmpty()) {
      return Optional.empty();
    }
    List<Node> criteria = new ArrayList<>();
    if (isDocument && !method.startsWith("insert")) {
      call.args().stream().limit(1).forEach(criteria::add);
    }
    for (Node.Keyword keyword : call.keywords()) {
      String name = keyword.name();
      if (name != null && (name.equals("Key") || name.endsWith("ConditionExpression"))) {
        criteria.add(keyword.value());
      }
    }
    return Optional.of(new Reach(kind, verb(List.of(method)), criteria));
  }

  /** {@code redis.hgetall(f"job:{number}")}. */
  private static Optional<Reach> keys(Expr.Call call) {
    String method = NameTerms.last(call);
    return Stream.of(call)
        .filter(c -> KEYS.contains(method) && !c.args().isEmpty())
        .flatMap(c -> c.args().getFirst() instanceof Expr.JoinedStr j ? Stream.of(j) : Stream.of())
        .filter(j -> !j.values().isEmpty())
        .filter(j -> j.values().getFirst() instanceof Expr.Str s && s.value().matches("\\w+:"))
        .map(j -> {
          String prefix = ((Expr.Str) j.values().getFirst()).value();
          Touch.Verb verb = method.equals("set") ? Touch.Verb.CHANGE : verb(List.of(method));
          return new Reach(
              prefix.substring(0, prefix.length() - 1), verb, List.<Node>copyOf(j.values()));
        })
        .findFirst();
  }
}
