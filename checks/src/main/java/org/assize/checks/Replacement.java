package org.assize.checks;

import java.util.Optional;
import org.assize.program.PythonFunction;
import org.assize.program.Symbol;
import org.assize.program.Target;

/**
 * Something that a test puts in the place of something real.
 *
 * @param site where the test does it
 * @param original what is replaced
 * @param name the plain name of what is replaced
 * @param byName whether only its name tells which definition is meant
 * @param value what it does instead, in words: {@code one that answers False}
 * @param owner the class or module of the tree that is asked for it
 */
record Replacement(
    Place site,
    Target original,
    String name,
    boolean byName,
    String value,
    Optional<Target> owner) {
  /** Whether a class or module of the tree holds it, and it is neither function nor class. */
  boolean isState() {
    return owner.isPresent()
        && (original instanceof Target.VariableTarget || original instanceof Target.External);
  }

  /** What is replaced, with the place of the tree that shows it. */
  String cited() {
    Optional<Place> own = definition();
    if (own.isPresent()) {
      return name + " (" + own.get().cite() + ")";
    }
    return owner.orElse(null) instanceof Target.ClassTarget t
        ? name + " of " + t.type().name() + " (" + place(t).cite() + ")"
        : original.dottedPath().orElse(name);
  }

  private static Place place(Target.ClassTarget t) {
    return Place.ofName(t.type());
  }

  /** The replaced function, where the tree has it. */
  Optional<PythonFunction> function() {
    return original instanceof Target.FunctionTarget t
        ? Optional.of(t.function())
        : Optional.empty();
  }

  /** Where what is replaced is defined, where the tree has it. */
  Optional<Place> definition() {
    return switch (original) {
      case Target.FunctionTarget t ->
          Optional.of(Place.of(t.function().module(), t.function().node()));
      case Target.ClassTarget t -> Optional.of(Place.of(t.type().module(), t.type().node()));
      case Target.VariableTarget t -> bound(t.symbol());
      case Target.ModuleTarget t -> Optional.of(new Place(t.module(), 0, 0));
      case Target.InstanceTarget _, Target.NamespaceTarget _, Target.External _, Target.Unknown _ ->
          Optional.empty();
    };
  }

  private static Optional<Place> bound(Symbol symbol) {
    return symbol.bindings().stream()
        .findFirst()
        .map(b -> Place.of(symbol.scope().module(), b.node()));
  }
}
