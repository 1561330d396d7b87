package org.assize.checks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assize.program.PythonFunction;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Stmt;

/**
 * Code elsewhere that selects only what whoever asks may reach: a dependency, the permissions of a
 * class.
 */
record OwnSelection(ProgramView program, GuardedCode code) {
  /** {@code Depends(own_items)}, which asks who somebody is, and selects by them. */
  boolean isMadeBy(Dependency dependency) {
    return dependency.function(program).filter(this::selectsOwn).isPresent();
  }

  private boolean selectsOwn(PythonFunction function) {
    Set<String> asked =
        function.parameters().stream()
            .filter(p -> Dependency.of(p, function, program).filter(code::asks).isPresent())
            .map(Node.Parameter::name)
            .collect(Collectors.toSet());
    List<Stmt.Return> given = Inside.all(function.node().body(), Stmt.Return.class);
    return !asked.isEmpty()
        && !given.isEmpty()
        && given.stream().allMatch(r -> r.value() != null && isSelectedBy(r.value(), asked));
  }

  /** {@code items.filter(owner=user)}: a condition names them. */
  private static boolean isSelectedBy(Expr given, Set<String> asked) {
    return Inside.all(List.of(given), Expr.Call.class).stream()
        .anyMatch(c ->
            c.function() instanceof Expr.Attribute
                && Inside.any(
                    c.keywords().stream().map(Node.Keyword::value).toList(),
                    Expr.Name.class,
                    n -> asked.contains(n.id())));
  }

  /** {@code self.get_object()} in a view whose permissions are asked for each object. */
  boolean isTaken(Expr.Call call, PythonFunction function) {
    return call.args().isEmpty()
        && call.function() instanceof Expr.Attribute a
        && a.attribute().equals("get_object")
        && NameTerms.last(a.value()).equals("self")
        && function.owner().filter(new ObjectPermissions(program)::areAskedBy).isPresent();
  }
}
