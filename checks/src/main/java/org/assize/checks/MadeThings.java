package org.assize.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Calls that make a thing to be stored, with what is written into it. */
final class MadeThings {
  /** A new thing of a kind; who has made or changed it for others is left out. */
  record Made(String kind, List<Node> written) {}

  private static final Pattern INSERT =
      Pattern.compile(
          "^\\s*INSERT\\s+INTO\\s+[\"`\\[]?(\\w+)[\"`\\]]?\\s*(?:\\(([^)]*)\\))?",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> MAKING = Set.of("create", "get_or_create", "acreate");
  private static final Set<String> INSERTING = Set.of("insert_one", "put_item");

  private MadeThings() {}

  /** Returns what a call makes, as far as it shows itself. */
  static Optional<Made> in(Expr.Call call) {
    if (StoreCalls.isQuery(call)) {
      return inserted(call);
    }
    if (call.function() instanceof Expr.Name n) {
      return StoreCalls.isClassName(n.id()) ? named(n.id(), call) : Optional.empty();
    }
    if (!(call.function() instanceof Expr.Attribute a)) {
      return Optional.empty();
    }
    if (MAKING.contains(a.attribute()) && a.value() instanceof Expr.Attribute objects) {
      String kind = NameTerms.last(objects.value());
      return StoreCalls.isClassName(kind) ? named(kind, call) : Optional.empty();
    }
    return INSERTING.contains(a.attribute()) && !call.args().isEmpty()
        ? document(NameTerms.last(a.value()), call.args().getFirst())
        : StoreCalls.isClassName(a.attribute()) ? named(a.attribute(), call) : Optional.empty();
  }

  private static Optional<Made> named(String kind, Expr.Call call) {
    List<Node> written = new ArrayList<>();
    for (Node.Keyword keyword : call.keywords()) {
      if (keyword.name() != null && !isOfRecords(keyword.name())) {
        written.add(keyword.value());
      }
    }
    return Optional.of(new Made(kind, written));
  }

  private static Optional<Made> document(String kind, Expr given) {
    List<Node> written = new ArrayList<>();
    if (given instanceof Expr.Dict d) {
      for (int i = 0; i < d.keys().size(); i++) {
        if (d.keys().get(i) instanceof Expr.Str s && !isOfRecords(s.value())) {
          written.add(d.values().get(i));
        }
      }
    }
    return Optional.of(new Made(kind, written));
  }

  private static Optional<Made> inserted(Expr.Call call) {
    Matcher m = INSERT.matcher(StoreCalls.text(call.args().getFirst()));
    if (!m.find()) {
      return Optional.empty();
    }
    List<Node> given = StoreCalls.given(call);
    List<String> columns =
        m.group(2) == null ? List.of() : Arrays.asList(m.group(2).split("\\s*,\\s*"));
    List<Node> written = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (columns.size() != given.size() || !isOfRecords(columns.get(i))) {
        written.add(given.get(i));
      }
    }
    return Optional.of(new Made(m.group(1).toLowerCase(Locale.ROOT), written));
  }

  /** {@code created_by}: for the records of an office, not because it belongs to somebody. */
  static boolean isOfRecords(String field) {
    return NameTerms.speaksOf(
        field,
        List.of(
            "by",
            "editor",
            "reviewer",
            "approver",
            "operator",
            "modifier",
            "updater",
            "actor",
            "assignee",
            "staff",
            "admin"));
  }
}
