package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

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
    if (new ShownValue(check).origin(value) instanceof Expr.Dict dict) {
      for (int i = 0; i < dict.keys().size(); i++) {
        if (dict.keys().get(i) instanceof Expr.Str key && isSecret(key.value())) {
          to.add(dict.values().get(i));
        }
      }
    }
  }

  private boolean isSecret(String name) {
    return NameTerms.endsWith(name, secretTerms)
        || name.equalsIgnoreCase("authorization")
        || NameTerms.endsWith(name, sentTerms);
  }
}
