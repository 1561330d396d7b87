package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Whether only those who run a service get what a handler answers, by the names of what asks who
 * they are: a decorator, a dependency, the permissions of a class.
 */
record PrivilegedReaders(ModuleView view) {
  private static final Set<String> PRIVILEGED =
      Set.of("admin", "administrator", "superuser", "staff", "operator", "auditor", "sysadmin");

  /** Words of decorators that ask what somebody may do. */
  private static final Set<String> PERMITTING =
      Set.of("authorization", "authorized", "permission", "permissions");

  /** The key of an account for all that is done with it belongs to whoever owns the account. */
  private static final Set<String> OF_A_THING = Set.of("key", "keys", "wallet");

  private static final Set<String> DEPENDING = Set.of("Depends", "Security");
  private static final String PERMISSIONS = "permission_classes";

  /** Returns what shows it. */
  Optional<Finding.Evidence> of(PythonFunction function) {
    return Stream.concat(
            Stream.concat(
                function.node().decorators().stream().flatMap(this::asking), given(function)),
            Stream.concat(permissions(function), wrapping(function)))
        .filter(n -> isPrivileged(n) || isPermitting(n))
        .findFirst()
        .map(n ->
            new Finding.Evidence(
                Place.of(view.module(), n), "only those who run the service get the answer"));
  }

  /** {@code @check_authorization}: it asks for more than who somebody is. */
  private static boolean isPermitting(Node decorator) {
    return decorator instanceof Expr e
        && NameTerms.speaksOf(NameTerms.last(e), PERMITTING)
        && !NameTerms.last(e).equals(PERMISSIONS);
  }

  /** A guard, or what a route depends on: the name of a blueprint says nothing. */
  private Stream<Node> asking(Expr decorator) {
    boolean isRoute =
        decorator instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute
            && !c.args().isEmpty()
            && c.args().getFirst() instanceof Expr.Str;
    return isRoute ? dependencies(List.of(decorator)) : Stream.of(decorator);
  }

  private static Stream<Node> dependencies(List<? extends Node> of) {
    return Inside.all(of, Expr.Call.class).stream()
        .filter(c -> DEPENDING.contains(NameTerms.last(c)))
        .map(c -> (Node) c);
  }

  private static Stream<Node> given(PythonFunction function) {
    return dependencies(List.of(function.node().parameters()));
  }

  private static Stream<Node> permissions(PythonFunction function) {
    return function.owner().stream()
        .flatMap(c -> c.node().body().stream())
        .filter(s ->
            s instanceof Stmt.Assign a
                && NameTerms.last(a.targets().getFirst()).equals(PERMISSIONS))
        .map(s -> (Node) ((Stmt.Assign) s).value());
  }

  /** {@code path("draft/", site.admin_view(self.draft))}: what the function is handed to. */
  private Stream<Node> wrapping(PythonFunction function) {
    return view.calls().stream()
        .filter(c -> c.calledName().endsWith("_view") || c.calledName().endsWith("_required"))
        .filter(c -> c.node().args().stream().anyMatch(a -> isItself(a, function)))
        .map(c -> (Node) c.node().function());
  }

  private static boolean isItself(Expr given, PythonFunction function) {
    boolean isOwn = given instanceof Expr.Attribute a && NameTerms.last(a.value()).equals("self");
    return NameTerms.last(given).equals(function.name())
        && (function.owner().isPresent() ? isOwn : given instanceof Expr.Name);
  }

  private boolean isPrivileged(Node asking) {
    return Surroundings.within(List.of(asking), view).stream()
        .anyMatch(n ->
            NameTerms.speaksOf(n.name(), PRIVILEGED) && !NameTerms.speaksOf(n.name(), OF_A_THING));
  }
}
