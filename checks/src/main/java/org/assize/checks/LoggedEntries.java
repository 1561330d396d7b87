package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * What a call writes to a log under names of secrets: its keywords, the entries of dictionaries.
 *
 * @param secretTerms last words of names of secrets
 * @param sentTerms last words of names of what a client sends to be let in
 */
record LoggedEntries(Check check, Set<String> secretTerms, Set<String> sentTerms) {

  /** Returns the values. */
  List<Expr> of(CallSite call) {
    List<Expr> found = new ArrayList<>();
    for (Node.Keyword keyword : call.node().keywords()) {
      if (keyword.name() != null && NameTerms.endsWith(keyword.name(), secretTerms)) {
        found.add(keyword.value());
      }
      entries(keyword.value(), found);
    }
    call.node().args().forEach(e -> entries(e, found));
    return found;
  }

  private void entries(Expr value, List<Expr> to) {
    if (value instanceof Expr.JoinedStr text) {
      Inside.all(text.values(), Expr.FormattedValue.class).forEach(f -> entries(f.value(), to));
    }
    if (origin(value) instanceof Expr.Dict dict) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key && isSecret(key.value())) {
          to.add(dict.values().get(i));
        }
      }
      if (value instanceof Expr.Name name) {
        added(name, to);
      }
    }
  }

  /** What a name stands for that is bound once, and a field that is written once. */
  private Expr origin(Expr value) {
    return value instanceof Expr.Attribute
        ? WrittenField.of(value, check.view().module(), check.program())
            .filter(f -> f.module() == check.view().module())
            .map(WrittenField::value)
            .orElse(value)
        : new ShownValue(check).origin(value);
  }

  /** {@code headers["Authorization"] = token}, unless it is taken out again. */
  private void added(Expr.Name name, List<Expr> to) {
    List<Stmt> body =
        check.view().module().scopes().functionAt(name.start()).stream()
            .flatMap(f -> f.node().body().stream())
            .toList();
    for (Stmt.Assign assign : Inside.all(body, Stmt.Assign.class)) {
      if (assign.end() <= name.start()
          && assign.targets().getFirst() instanceof Expr.Subscript s
          && s.value() instanceof Expr.Name n
          && n.id().equals(name.id())
          && s.index() instanceof Expr.Str key
          && isSecret(key.value())
          && !isTakenOut(body, name, key)) {
        to.add(assign.value());
      }
    }
  }

  private static boolean isTakenOut(List<Stmt> body, Expr.Name name, Expr.Str key) {
    return Inside.any(
        body,
        Expr.Call.class,
        c ->
            c.function() instanceof Expr.Attribute a
                && a.attribute().equals("pop")
                && a.value() instanceof Expr.Name n
                && n.id().equals(name.id())
                && !c.args().isEmpty()
                && c.args().getFirst() instanceof Expr.Str k
                && k.value().equals(key.value()));
  }

  private boolean isSecret(String name) {
    return NameTerms.endsWith(name, secretTerms)
        || name.equalsIgnoreCase("authorization")
        || NameTerms.endsWith(name, sentTerms);
  }
}
