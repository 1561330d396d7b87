package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.PythonModule.Origin;
import org.assize.program.RoleReason;
import org.assize.program.RoleReason.Because;
import org.assize.program.Scope;
import org.assize.value.entry.Entry.Kind;

/**
 * Public functions, methods and constructors that no production code of the tree calls: they are
 * there for whoever uses the program. What tests call counts too, since tests use a package as its
 * users do.
 */
final class PublicSurface {
  private final Tree tree;
  private final CallGraph calls;

  PublicSurface(Tree tree, CallGraph calls) {
    this.tree = tree;
    this.calls = calls;
  }

  List<Entry> in(PythonModule module) {
    List<Entry> found = new ArrayList<>();
    RoleReason role = tree.roles().of(module);
    boolean offers =
        module.origin() == Origin.PROJECT
            && !module.isTemplate()
            && role.role() != CodeRole.TEST
            && role.because() != Because.IMPORTED_BY_PRODUCTION
            && isPublicModule(module);
    if (!offers) {
      return found;
    }
    Control control = role.role() == CodeRole.TOOLING ? Control.OPERATOR : Control.CALLER;
    for (PythonFunction function : module.scopes().functions()) {
      Optional<Integer> body = tree.bodies().of(function);
      if (body.isPresent() && isPublic(function) && !calls.isCalled(body.get())) {
        Route route = Tree.head(function, "public, called by no production code of the program");
        found.add(new Entry(body.get(), Kind.PUBLIC, control, CodeRole.PRODUCTION, "", "", route));
      }
    }
    return found;
  }

  private static boolean isPublicModule(PythonModule module) {
    for (String part : module.name().split("\\.", -1)) {
      if (part.startsWith("_") && !part.endsWith("__")) {
        return false;
      }
    }
    return true;
  }

  private boolean isPublic(PythonFunction function) {
    boolean named =
        !function.name().startsWith("_")
            || (function.owner().isPresent()
                && (function.name().equals("__init__") || function.name().equals("__call__")));
    boolean isProperty = function.owner().isPresent() && Edges.isProperty(function);
    return named && !isProperty && isReachable(function.definedIn());
  }

  /** Whether a name is found from outside: no private class and no function around it. */
  private boolean isReachable(Scope scope) {
    return switch (scope.kind()) {
      case MODULE -> true;
      case CLASS -> {
        Optional<PythonClass> type = scope.module().scopes().classOf(scope.node());
        yield type.isPresent()
            && !type.get().name().startsWith("_")
            && isReachable(scope.parent().orElseThrow());
      }
      case FUNCTION, LAMBDA, COMPREHENSION, TYPE_PARAMETERS -> false;
    };
  }
}
