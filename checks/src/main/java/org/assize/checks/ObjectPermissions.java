package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * Permissions of the REST framework that are asked for each object that a view takes: classes with
 * a {@code has_object_permission} that looks at what it is given.
 */
record ObjectPermissions(ProgramView program) {
  private static final String SETTING = "permission_classes";
  private static final String METHOD = "has_object_permission";

  /** Permissions of libraries that ask whose an object is, or what somebody may do with it. */
  private static final Set<String> READY_MADE =
      Set.of("DjangoObjectPermissions", "DjangoObjectPermissionsOrAnonReadOnly");

  /** Whether one of the permissions of a view is asked for its objects. */
  boolean areAskedBy(PythonClass view) {
    return program.resolver().hierarchy().value(view, SETTING).stream()
        .flatMap(list -> Inside.all(List.of((Node) list), Expr.class).stream())
        .filter(e -> e instanceof Expr.Name || e instanceof Expr.Attribute)
        .anyMatch(e ->
            READY_MADE.contains(NameTerms.last(e))
                || (program.resolver().resolve(e, view.body()) instanceof Target.ClassTarget t
                    && looks(t.type())));
  }

  private boolean looks(PythonClass permission) {
    return program
        .resolver()
        .hierarchy()
        .method(permission, METHOD)
        .filter(m -> m.parameters().size() > 3)
        .filter(m -> Inside.mentions(m.node().body(), m.parameters().getLast().name()))
        .isPresent();
  }
}
