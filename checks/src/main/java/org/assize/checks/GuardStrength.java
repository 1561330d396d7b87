package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.assize.syntax.Stmt;

/** Which guards ask what somebody may do, and which only who somebody is. */
record GuardStrength(ProgramView program) {
  /** Words of what somebody may do. */
  static final List<String> PRIVILEGES =
      List.of(
          "admin",
          "administrator",
          "staff",
          "superuser",
          "role",
          "roles",
          "permission",
          "permissions",
          "privilege",
          "privileges",
          "acl",
          "rbac",
          "policy",
          "scope",
          "scopes",
          "owner",
          "ownership",
          "own",
          "access",
          "manager",
          "moderator",
          "operator",
          "superadmin",
          "clerk",
          "editor",
          "groups",
          "rank");

  /** Words of those who look after what belongs to all. */
  private static final List<String> STAFF =
      List.of("admin", "administrator", "staff", "superuser", "superadmin");

  /** Marks of accounts that say nothing of what somebody may do. */
  private static final List<String> EVERYBODYS =
      List.of(
          "authenticated",
          "anonymous",
          "active",
          "enabled",
          "verified",
          "confirmed",
          "logged",
          "banned",
          "blocked",
          "locked",
          "deleted",
          "disabled",
          "expired",
          "valid");

  /** Whether one of the guards of a handler asks what somebody may do. */
  boolean isStrong(ObjectHandler handler) {
    return handler.guards().stream()
        .anyMatch(g -> saysWhat(g) || asks(g, PRIVILEGES, n -> names(n, PRIVILEGES) || isMark(n)));
  }

  /** {@code CanDeletePost}: a guard whose name says what somebody may do with which thing. */
  static boolean saysWhat(String guard) {
    return NameTerms.startsWith(plain(guard), List.of("can", "may"))
        && NameTerms.of(plain(guard)).size() > 2;
  }

  private static String plain(String guard) {
    return guard.replaceAll("^.*[(@.]", "").replaceAll("[()]", "");
  }

  /** Whether one of the guards of a handler lets only the staff in. */
  boolean isOfStaff(ObjectHandler handler) {
    return handler.guards().stream().anyMatch(g -> asks(g, STAFF, n -> names(n, STAFF)));
  }

  private boolean asks(String guard, List<String> words, Predicate<Node> isAsked) {
    String plain = plain(guard);
    return NameTerms.speaksOf(plain, words)
        || program.references().named(plain).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .flatMap(u -> function(u, plain).stream())
            .anyMatch(f -> tests(f, isAsked));
  }

  /** The function of a name, or the one that makes what the name stands for. */
  private Optional<PythonFunction> function(Use definition, String name) {
    Optional<PythonFunction> own = definition.module().scopes().functionOf(definition.node());
    return own.or(() ->
        definition
            .module()
            .scopes()
            .root()
            .local(name)
            .flatMap(s -> new CalledFunction(program).behind(new Target.VariableTarget(s))));
  }

  private static boolean tests(PythonFunction guard, Predicate<Node> isAsked) {
    boolean[] found = {false};
    List<Stmt> body = guard.node().body();
    List<Node> reading = new ArrayList<>();
    for (Expr.Call call : Inside.deep(body, Expr.Call.class)) {
      if (call.args().stream().anyMatch(GuardStrength::isToken)) {
        reading.add(call); // read_access(token) tells who somebody is
        reading.add(call.function());
      }
    }
    for (Node node : body) {
      Nodes.forEach(
          node,
          n -> found[0] = found[0] || (isAsked.test(n) && reading.stream().noneMatch(r -> r == n)));
    }
    return found[0];
  }

  private static boolean isToken(Expr given) {
    return NameTerms.endsWith(NameTerms.last(given), Set.of("token", "jwt", "bearer"));
  }

  private static boolean names(Node node, List<String> words) {
    return switch (node) {
      case Expr.Attribute a -> isOneOf(a.attribute(), words);
      case Expr.Subscript s ->
          s.index() instanceof Expr.Str key && NameTerms.speaksOf(key.value(), words);
      case Expr.Call c -> isOneOf(NameTerms.last(c), words);
      default -> false;
    };
  }

  /** {@code current_user.is_agent}: a mark that not everybody has, whatever it is called. */
  private static boolean isMark(Node node) {
    return node instanceof Expr.Attribute a
        && NameTerms.startsWith(a.attribute(), List.of("is"))
        && NameTerms.speaksOf(NameTerms.last(a.value()), List.of("user", "account", "member"))
        && !NameTerms.speaksOf(a.attribute(), EVERYBODYS);
  }

  /** A token for access says who somebody is. */
  private static boolean isOneOf(String name, List<String> words) {
    return NameTerms.speaksOf(name, words) && !NameTerms.speaksOf(name, List.of("token"));
  }
}
