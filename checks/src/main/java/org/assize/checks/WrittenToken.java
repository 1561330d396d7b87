package org.assize.checks;

import java.util.Set;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/** Tells the tokens of a written language from those that let somebody in. */
final class WrittenToken {
  private static final Set<String> KINDS =
      Set.of("isspace", "isdigit", "isnumeric", "isalpha", "isalnum", "isidentifier", "isupper");

  private static final Set<String> ENDS = Set.of("startswith", "endswith");

  private WrittenToken() {}

  /** Whether a function around a call looks at the signs of a value named {@code token}. */
  static boolean is(CallSite call, Expr value) {
    return isToken(value) && call.function().filter(f -> looksAtToken(f.node())).isPresent();
  }

  private static boolean isToken(Expr value) {
    return value instanceof Expr.Name n && n.id().equals("token");
  }

  private static boolean looksAtToken(Stmt.FunctionDef function) {
    return Inside.any(
        function.body(),
        Expr.Call.class,
        c ->
            c.function() instanceof Expr.Attribute a
                && isToken(a.value())
                && (KINDS.contains(a.attribute())
                    || (ENDS.contains(a.attribute())
                        && c.args().stream().anyMatch(WrittenToken::isSign))));
  }

  /** A text without letters or digits: a bracket, a quote, a blank. */
  private static boolean isSign(Node text) {
    return text instanceof Expr.Str s
        && !s.value().isEmpty()
        && s.value().chars().noneMatch(Character::isLetterOrDigit);
  }
}
