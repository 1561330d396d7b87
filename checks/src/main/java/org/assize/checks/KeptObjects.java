package org.assize.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.program.FieldWrite;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.PythonModule;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;

/**
 * Objects that a program keeps under a name, where all that it makes for that name is of one class:
 * {@code app.orders = Orders(db)}, {@code app["orders"] = Orders(db)}. Whoever reads {@code
 * self.application.orders} gets one of these.
 */
final class KeptObjects {
  private final ProgramView program;

  /** The classes of what is kept under each name, by the program that keeps it. */
  private record Kept(Map<String, Map<String, Set<PythonClass>>> byScope) {}

  KeptObjects(ProgramView program) {
    this.program = program;
  }

  /** Returns the class of what an expression reads, or of what the function gives that it calls. */
  Optional<PythonClass> of(Expr read, PythonModule module) {
    if (read instanceof Expr.Call call) {
      return program.view(module).callOf(call).map(CallSite::target).orElse(Target.Unknown.UNKNOWN)
              instanceof Target.FunctionTarget t
          ? given(t.function())
          : Optional.empty();
    }
    Set<PythonClass> found =
        kept()
            .getOrDefault(ObjectHandler.scope(module), Map.of())
            .getOrDefault(name(read), Set.of());
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  /**
   * {@code self.rows = db.orders} says that {@code self.rows.find_one(…)} finds one of the orders.
   */
  String collection(String kind, Expr.Call call, PythonModule module) {
    if (!(call.function() instanceof Expr.Attribute method)
        || !(method.value() instanceof Expr.Attribute field)
        || !field.attribute().equals(kind)) {
      return kind;
    }
    Optional<PythonClass> holder =
        field.value() instanceof Expr.Name n && n.id().equals("self")
            ? module.scopes().functionAt(call.start()).flatMap(PythonFunction::owner)
            : of(field.value(), module);
    return holder.stream()
        .flatMap(type -> program.resolver().hierarchy().fields(type).stream())
        .filter(write -> write.name().equals(kind))
        .map(FieldWrite::value)
        .map(value -> value == null ? "" : name(value))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(kind);
  }

  /** {@code def orders(request): return Orders(request.app.db)}. */
  private Optional<PythonClass> given(PythonFunction function) {
    Set<Optional<PythonClass>> found = new HashSet<>();
    Inside.all(function.node().body(), Stmt.Return.class)
        .forEach(r ->
            found.add(r.value() == null ? Optional.empty() : made(r.value(), function.module())));
    return found.size() == 1 ? found.iterator().next() : Optional.empty();
  }

  private Map<String, Map<String, Set<PythonClass>>> kept() {
    return program.part(Kept.class, "kept objects", (p, key) -> new Kept(new KeptObjects(p).find()))
        .byScope;
  }

  private Map<String, Map<String, Set<PythonClass>>> find() {
    Map<String, Map<String, Set<PythonClass>>> found = new HashMap<>();
    for (PythonModule module : program.program().modules()) {
      if (!module.isTemplate() && !program.isTest(module)) {
        Map<String, Set<PythonClass>> here =
            found.computeIfAbsent(ObjectHandler.scope(module), s -> new HashMap<>());
        for (Stmt.Assign assign : program.view(module).all(Stmt.Assign.class)) {
          assign.targets().forEach(t -> keep(t, assign.value(), module, here));
        }
      }
    }
    return found;
  }

  private void keep(
      Expr target, Expr value, PythonModule module, Map<String, Set<PythonClass>> here) {
    if (target instanceof Expr.Tuple names
        && value instanceof Expr.Tuple values
        && names.elements().size() == values.elements().size()) {
      for (int i = 0; i < names.elements().size(); i++) {
        keep(names.elements().get(i), values.elements().get(i), module, here);
      }
    } else if (!name(target).isEmpty()) {
      made(value, module)
          .ifPresent(c -> here.computeIfAbsent(name(target), n -> new HashSet<>()).add(c));
    }
  }

  private Optional<PythonClass> made(Expr value, PythonModule module) {
    return value instanceof Expr.Call call
            && StoreCalls.isClassName(NameTerms.last(call))
            && program.resolver().resolve(call.function(), module.scopes().at(call.start()))
                instanceof Target.ClassTarget c
        ? Optional.of(c.type())
        : Optional.empty();
  }

  /** The name behind which an attribute or an entry of a mapping is kept; empty for others. */
  private static String name(Expr place) {
    return switch (place) {
      case Expr.Attribute a -> a.attribute();
      case Expr.Subscript s when s.index() instanceof Expr.Str key -> key.value();
      default -> "";
    };
  }
}
