package org.assize.checks;

import java.util.List;
import org.assize.program.PythonFunction;
import org.assize.program.Use;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

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

  /** Whether one of the guards of a handler asks what somebody may do. */
  boolean isStrong(ObjectHandler handler) {
    return handler.guards().stream().anyMatch(g -> asks(g, PRIVILEGES));
  }

  /** Whether one of the guards of a handler lets only the staff in. */
  boolean isOfStaff(ObjectHandler handler) {
    return handler.guards().stream().anyMatch(g -> asks(g, STAFF));
  }

  private boolean asks(String guard, List<String> words) {
    String plain = guard.replaceAll("^.*[(@.]", "").replaceAll("[()]", "");
    return NameTerms.speaksOf(plain, words)
        || program.references().named(plain).stream()
            .filter(u -> u.kind() == Use.Kind.DEFINITION)
            .flatMap(u -> u.module().scopes().functionOf(u.node()).stream())
            .anyMatch(f -> tests(f, words));
  }

  private static boolean tests(PythonFunction guard, List<String> words) {
    boolean[] found = {false};
    for (Node node : guard.node().body()) {
      Nodes.forEach(node, n -> found[0] = found[0] || names(n, words));
    }
    return found[0];
  }

  private static boolean names(Node node, List<String> words) {
    return switch (node) {
      case Expr.Attribute a -> NameTerms.speaksOf(a.attribute(), words);
      case Expr.Subscript s ->
          s.index() instanceof Expr.Str key && NameTerms.speaksOf(key.value(), words);
      case Expr.Call c -> NameTerms.speaksOf(NameTerms.last(c), words);
      default -> false;
    };
  }
}
