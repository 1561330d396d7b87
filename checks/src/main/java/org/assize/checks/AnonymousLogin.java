package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.syntax.Expr;

/**
 * A user beside a password who needs none: whatever is given for one opens nothing.
 *
 * @param users names of such users
 */
record AnonymousLogin(Check check, Set<String> users) {
  /** Returns the place that names the user. */
  Optional<Finding.Evidence> of(NamedText password, List<NamedText> all) {
    Stream<Expr> beside =
        all.stream().filter(p -> password.standsBeside(p, check.view())).map(NamedText::value);
    return Stream.concat(beside, arguments(password))
        .filter(e -> e instanceof Expr.Str s && users.contains(s.value()))
        .map(e ->
            new Finding.Evidence(
                Place.of(check.view().module(), e), "it belongs to an anonymous user"))
        .findFirst();
  }

  /** {@code ftp.login("anonymous", "me@example.org")}. */
  private Stream<Expr> arguments(NamedText password) {
    return check.view().parent(password.value()).orElse(password.value()) instanceof Expr.Call call
        ? call.args().stream()
        : Stream.of();
  }
}
