package org.assize.checks;

import java.util.List;
import java.util.Set;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;

/**
 * Classes whose methods are called by the verbs of HTTP, and by no other names: {@code update} is a
 * handler of a set of views, and a helper in one of these.
 */
record PlainViews(ProgramView program) {
  private static final Set<String> VERBS =
      Set.of("get", "head", "options", "post", "put", "patch", "delete");

  /** Names under which sets of views are called. */
  private static final Set<String> ACTIONS =
      Set.of("list", "retrieve", "create", "update", "partial_update", "destroy");

  /** Bases of classes that are called so. */
  private static final Set<String> BASES = Set.of("APIView", "View", "MethodView");

  /** Whether a client may reach a method under its name. */
  boolean isCalled(PythonFunction function) {
    return !ACTIONS.contains(function.name()) || function.owner().filter(this::isPlain).isEmpty();
  }

  /** Whether a client may reach a method of a class under a name, in small letters. */
  boolean isCalled(PythonClass type, String name) {
    return VERBS.contains(name) || !isPlain(type);
  }

  private boolean isPlain(PythonClass type) {
    List<String> outside =
        program.resolver().hierarchy().outsideAncestors(type).stream()
            .map(path -> path.substring(path.lastIndexOf('.') + 1))
            .filter(base -> !base.equals("object"))
            .toList();
    return !outside.isEmpty() && BASES.containsAll(outside);
  }
}
