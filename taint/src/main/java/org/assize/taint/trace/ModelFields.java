package org.assize.taint.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.assize.program.Hierarchy;
import org.assize.program.PythonClass;
import org.assize.program.Resolver;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Stmt;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.Place;

/**
 * The declared fields of the classes of the program that frameworks fill with what clients send:
 * they convert each value to the class that its annotation names, or refuse it.
 */
final class ModelFields {
  private ModelFields() {}

  /**
   * Returns the harmless class that a field is converted to.
   *
   * @param declared what a parameter is declared to be
   * @param part the field
   * @param isHarmless whether values of a class do no harm
   * @return empty where the field may hold any text
   */
  static Optional<String> convertedTo(
      FlowProgram program,
      AbstractValue declared,
      Place.Selector part,
      Predicate<String> isHarmless) {
    return declared.atoms().stream()
        .filter(a -> a instanceof Atom.Instance)
        .map(a -> ((Atom.Instance) a).type())
        .flatMap(type -> convertedTo(program, type, part, isHarmless).stream())
        .findFirst();
  }

  /** The same for a field of the objects of a class. */
  static Optional<String> convertedTo(
      FlowProgram program, PythonClass type, Place.Selector part, Predicate<String> isHarmless) {
    if (!(part instanceof Place.Field(String name))) {
      return Optional.empty();
    }
    Resolver resolver = program.view().resolver();
    if (isEnumeration(resolver.hierarchy(), type)) {
      return Optional.of("a member of " + type.name());
    }
    return resolver.hierarchy().ownOrder(type).stream()
        .flatMap(c -> program.annotation(c, name).map(a -> resolver.declared(a, c.body())).stream())
        .findFirst()
        .flatMap(declared -> harmless(resolver, declared, isHarmless));
  }

  /** Returns the annotations that the body of a class gives to names; of two, the first. */
  static Map<String, Expr> annotations(PythonClass type) {
    Map<String, Expr> found = new HashMap<>();
    for (Stmt statement : type.node().body()) {
      if (statement instanceof Stmt.AnnAssign a && a.target() instanceof Expr.Name n) {
        found.putIfAbsent(n.id(), a.annotation());
      }
    }
    return found;
  }

  /** Returns the harmless class that values of a declared class have. */
  static Optional<String> harmless(Resolver resolver, Target declared) {
    return harmless(resolver, declared, Safety::isHarmlessType);
  }

  private static Optional<String> harmless(
      Resolver resolver, Target declared, Predicate<String> isHarmless) {
    return switch (declared) {
      case Target.InstanceTarget(Target.ClassTarget(PythonClass type)) ->
          isEnumeration(resolver.hierarchy(), type)
              ? Optional.of("a member of " + type.name())
              : Optional.empty();
      case Target.InstanceTarget(Target.External(String path)) ->
          Optional.of(path.replace("builtins.", "")).filter(isHarmless);
      default -> Optional.empty();
    };
  }

  /** Whether a class is one of a fixed number of members. */
  static boolean isEnumeration(Hierarchy hierarchy, PythonClass type) {
    return hierarchy.outsideAncestors(type).stream()
        .anyMatch(path -> path.startsWith("enum.") && path.endsWith("Enum"));
  }
}
