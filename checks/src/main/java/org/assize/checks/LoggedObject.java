package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** Records that are called as the secret in them: what a log gets of one is its text. */
record LoggedObject(Check check) {
  /** Methods of a session of a database, which take records. */
  private static final Set<String> KEEPING = Set.of("add", "delete", "merge", "refresh", "expunge");

  /** Methods that texts have too. */
  private static final Set<String> OF_TEXTS =
      Set.of(
          ("capitalize casefold center count decode encode endswith expandtabs find format"
                  + " format_map hex index isalnum isalpha isascii isdecimal isdigit isidentifier"
                  + " islower isnumeric isprintable isspace istitle isupper join ljust lower"
                  + " lstrip maketrans partition removeprefix removesuffix replace rfind rindex"
                  + " rjust rpartition rsplit rstrip split splitlines startswith strip swapcase"
                  + " title translate upper zfill get_secret_value get pop items keys values"
                  + " copy update append json text read")
              .split(" "));

  private static final Set<String> JARS = Set.of("cookie", "cookies");

  private static final Set<String> KEEPERS = Set.of("session", "db");

  /**
   * Whether a field of what a variable or a field holds is read nearby, or a database takes it as a
   * record: then it is no text.
   */
  boolean is(CallSite call, Expr shown) {
    boolean isPlace = shown instanceof Expr.Name || isOwnField(shown);
    if (!isPlace || call.function().isEmpty()) {
      return false;
    }
    String written = Wording.written(shown, check.view());
    List<Stmt> body = call.function().get().node().body();
    return body.stream().anyMatch(s -> readsField(s, written))
        || Inside.any(body, Expr.Call.class, c -> keeps(c, written));
  }

  /** {@code self.token}. */
  private static boolean isOwnField(Expr shown) {
    return shown instanceof Expr.Attribute(_, _, Expr.Name self, _) && self.id().equals("self");
  }

  private boolean keeps(Expr.Call call, String written) {
    return call.function() instanceof Expr.Attribute a
        && KEEPING.contains(a.attribute())
        && KEEPERS.contains(NameTerms.last(a.value()))
        && call.args().size() == 1
        && isWritten(call.args().getFirst(), written);
  }

  private boolean isWritten(Expr value, String written) {
    return (value instanceof Expr.Name || value instanceof Expr.Attribute)
        && Wording.written(value, check.view()).equals(written);
  }

  /** A jar of cookies prints what is in it. */
  private static boolean showsItself(Expr object) {
    return NameTerms.endsWith(NameTerms.last(object), JARS);
  }

  private boolean readsField(Node node, String written) {
    boolean[] found = {node instanceof Expr.Attribute a && isWritten(a.value(), written)};
    Nodes.forEachChild(
        node,
        child -> {
          boolean isMethod =
              node instanceof Expr.Call c
                  && c.function() == child
                  && child instanceof Expr.Attribute a
                  && (OF_TEXTS.contains(a.attribute()) || showsItself(a.value()));
          found[0] |= !isMethod && readsField(child, written);
        });
    return found[0];
  }
}
