package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/** Look-ups of somebody by what names them, and the functions that a framework asks who calls. */
final class IdentityLookup {
  /** Fields that say who somebody is, and that are no secret. */
  private static final Set<String> IDENTITIES =
      Set.of("id", "pk", "username", "user", "user_id", "name", "login", "email", "nick", "_id");

  /** Methods of a session or a class that take the number of a record. */
  private static final Set<String> BY_NUMBER =
      Set.of("get", "get_or_404", "first_or_404", "one_or_404", "get_one", "aget");

  /** What Flask-Login asks for the user of a request that has no session. */
  private static final String LOADER = "request_loader";

  private IdentityLookup() {}

  /** Whether a call looks up a record of a class of users: {@code User.query.filter_by(id=n)}. */
  static boolean isOfUsers(Expr.Call call, Set<String> userTerms) {
    return call.function() instanceof Expr.Attribute method
        && ((method.value() instanceof Expr.Attribute query
                && isOfUsers(NameTerms.last(query.value()), userTerms))
            || isOfUsers(plural(NameTerms.last(method.value())), userTerms)
            || (!call.args().isEmpty()
                && isOfUsers(NameTerms.last(call.args().getFirst()), userTerms)));
  }

  /** The values by which a call looks somebody up. */
  static List<Expr> by(Expr.Call call, Set<String> userTerms) {
    List<Expr> found = new ArrayList<>();
    if (!(call.function() instanceof Expr.Attribute method)) {
      return found;
    }
    call.keywords().stream()
        .filter(k -> IDENTITIES.contains(String.valueOf(k.name())))
        .map(Node.Keyword::value)
        .forEach(found::add);
    if (BY_NUMBER.contains(method.attribute()) && !call.args().isEmpty()) {
      boolean isOfUsers = isOfUsers(NameTerms.last(call.args().getFirst()), userTerms);
      if (isOfUsers && call.args().size() > 1) {
        found.add(call.args().get(1)); // db.get(User, number)
      } else if (method.value() instanceof Expr.Attribute query
          && isOfUsers(NameTerms.last(query.value()), userTerms)) {
        found.add(call.args().getFirst()); // User.query.get(number)
      }
    }
    for (Expr criteria : call.args()) {
      if (criteria instanceof Expr.Dict d) {
        for (int i = 0; i < d.keys().size(); i++) {
          if (d.keys().get(i) instanceof Expr.Str key
              && IDENTITIES.contains(key.value())
              && isOfUsers(plural(NameTerms.last(method.value())), userTerms)) {
            found.add(d.values().get(i)); // users.find_one({"name": name})
          }
        }
      }
    }
    return found;
  }

  private static String plural(String collection) {
    return collection.endsWith("s") ? collection.substring(0, collection.length() - 1) : collection;
  }

  private static boolean isOfUsers(String kind, Set<String> userTerms) {
    return NameTerms.endsWith(kind, userTerms);
  }

  /** Whether a framework asks a function who sent a request. */
  static boolean isLoader(PythonFunction function, ProgramView program) {
    return function.node().decorators().stream().anyMatch(d -> NameTerms.last(d).equals(LOADER))
        || isAuthentication(function, program);
  }

  /** {@code authenticate(self, request)} of a class that Django REST framework asks. */
  private static boolean isAuthentication(PythonFunction function, ProgramView program) {
    return function.name().equals("authenticate")
        && function.owner().stream()
            .flatMap(t -> program.resolver().hierarchy().outsideAncestors(t).stream())
            .anyMatch(base -> base.startsWith("rest_framework.authentication."));
  }
}
