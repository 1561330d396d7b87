package org.assize.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.Binding;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Symbol;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * Which function of the program a call reaches: the one that its name means, a method of the class
 * that a parameter is declared as or that the program keeps under the name that is read, or the
 * only method of the program with such a name. A repository is often handed over by a framework or
 * kept in an object of one ({@code request.app["repo"]}).
 */
final class CalledFunction {
  /** Names that methods of libraries have as well. */
  private static final Set<String> USUAL =
      Set.of(
          ("add all commit connect count create delete execute exists fetch filter find first get"
                  + " insert items list load one open query read refresh remove render run save"
                  + " search select send set update write")
              .split(" "));

  private final ProgramView program;

  /** The methods of a program by their names; empty where several have one. */
  private record Methods(Map<String, PythonFunction> byName) {}

  CalledFunction(ProgramView program) {
    this.program = program;
  }

  Optional<PythonFunction> of(Expr.Call call, ModuleView view) {
    Target target = view.callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN);
    if (target instanceof Target.FunctionTarget t) {
      return Optional.of(t.function());
    }
    if (!(call.function() instanceof Expr.Attribute method)) {
      return Optional.empty();
    }
    return target instanceof Target.Unknown
        ? ofDeclared(method, view.module())
            .or(() -> ofKept(method, view.module()))
            .or(() -> only(method, view.module()))
        : ofKept(method, view.module());
  }

  /** {@code self.application.orders.get(number)}, {@code orders(request).get(number)}. */
  private Optional<PythonFunction> ofKept(Expr.Attribute method, PythonModule module) {
    return new KeptObjects(program)
        .of(method.value(), module)
        .flatMap(type -> program.resolver().hierarchy().method(type, method.attribute()));
  }

  /**
   * Returns a function, or the one that makes what a variable stands for: {@code doctors_only =
   * group_required("doctors")}.
   */
  Optional<PythonFunction> behind(Target target) {
    return switch (target) {
      case Target.FunctionTarget t -> Optional.of(t.function());
      case Target.VariableTarget(Symbol symbol) ->
          symbol
              .only()
              .flatMap(Binding::value)
              .flatMap(value ->
                  value instanceof Expr.Call call
                          && program.resolver().resolve(call.function(), symbol.scope())
                              instanceof Target.FunctionTarget t
                      ? Optional.of(t.function())
                      : Optional.empty());
      default -> Optional.empty();
    };
  }

  /** {@code async def show(parcels: ParcelRepository = Depends(repository))}. */
  private Optional<PythonFunction> ofDeclared(Expr.Attribute method, PythonModule module) {
    if (!(method.value() instanceof Expr.Name receiver)) {
      return Optional.empty();
    }
    return module.scopes().functionAt(method.start()).stream()
        .flatMap(f ->
            f.parameters().stream()
                .filter(p -> p.name().equals(receiver.id()))
                .flatMap(p -> declared(p.annotation(), f).stream()))
        .findFirst()
        .flatMap(type -> program.resolver().hierarchy().method(type, method.attribute()));
  }

  private Optional<PythonClass> declared(@Nullable Expr annotation, PythonFunction function) {
    if (annotation == null) {
      return Optional.empty();
    }
    Set<PythonClass> found = new HashSet<>();
    Nodes.forEach(
        annotation,
        node -> {
          if (node instanceof Expr named
              && (named instanceof Expr.Name || named instanceof Expr.Attribute)
              && program.resolver().resolve(named, function.definedIn())
                  instanceof Target.ClassTarget c) {
            found.add(c.type());
          }
        });
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  /** The only method with such a name, where its module is of the same program. */
  private Optional<PythonFunction> only(Expr.Attribute method, PythonModule module) {
    if (USUAL.contains(method.attribute())) {
      return Optional.empty();
    }
    Methods methods = program.part(Methods.class, "called by name", (p, key) -> methods(p));
    return Optional.ofNullable(methods.byName().get(method.attribute()))
        .filter(f -> ObjectHandler.scope(f.module()).equals(ObjectHandler.scope(module)));
  }

  private static Methods methods(ProgramView program) {
    Map<String, PythonFunction> found = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (PythonModule module : program.program().modules()) {
      List<PythonFunction> functions =
          program.isTest(module) ? List.of() : module.scopes().functions();
      for (PythonFunction function : functions) {
        boolean isMethod = function.owner().isPresent() && !function.name().startsWith("__");
        if (isMethod && found.put(function.name(), function) != null) {
          several.add(function.name());
        }
      }
    }
    several.forEach(found::remove);
    return new Methods(found);
  }
}
