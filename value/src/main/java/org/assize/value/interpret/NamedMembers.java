package org.assize.value.interpret;

import java.util.List;
import java.util.Optional;
import org.assize.ir.Literal;
import org.assize.program.Scope;
import org.assize.program.Symbol;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.StringShape;

/** Attributes whose names are values: {@code getattr}. */
final class NamedMembers {
  /** With more members that fit, none is followed: most of them are not meant. */
  private static final int MAX_MEMBERS = AbstractValue.MAX_ATOMS;

  private final Frame frame;
  private final Members members;

  NamedMembers(Frame frame) {
    this.frame = frame;
    members = new Members(frame);
  }

  /** Returns {@code getattr(object, name)}. */
  AbstractValue get(AbstractValue object, AbstractValue name) {
    Optional<List<Literal>> constants = name.constants();
    if (constants.isPresent() && !name.isBottom()) {
      AbstractValue result = AbstractValue.BOTTOM;
      for (Literal constant : constants.get()) {
        Optional<String> text = LibraryCalls.text(constant);
        result =
            result.join(text.map(t -> members.attribute(object, t)).orElse(AbstractValue.BOTTOM));
      }
      return result;
    }
    Optional<StringShape> shape = name.only().flatMap(Atom::asText).map(Atom.Text::shape);
    return matching(frame.known(object), shape.orElse(StringShape.ANY));
  }

  /**
   * Members of a module or class whose names fit what is known of the name. Those for its own use
   * alone are not meant where a name from elsewhere chooses.
   */
  private AbstractValue matching(AbstractValue object, StringShape shape) {
    AbstractValue result = AbstractValue.UNKNOWN;
    for (Atom atom : object.atoms()) {
      Optional<Scope> scope =
          switch (atom) {
            case Atom.ModuleObject m -> Optional.of(m.module().scopes().root());
            case Atom.ClassObject c -> Optional.of(c.type().body());
            case Atom.Instance i -> Optional.of(i.type().body());
            default -> Optional.empty();
          };
      if (scope.isPresent()) {
        result = result.join(matching(atom, scope.get(), shape));
      }
    }
    return result;
  }

  private AbstractValue matching(Atom object, Scope scope, StringShape shape) {
    List<String> fitting =
        scope.symbols().stream()
            .map(Symbol::name)
            .filter(shape::matches)
            .filter(name -> !name.startsWith("_") || shape.prefix().startsWith("_"))
            .toList();
    if (fitting.size() > MAX_MEMBERS) {
      return AbstractValue.UNKNOWN;
    }
    AbstractValue result = AbstractValue.BOTTOM;
    for (String name : fitting) {
      result = result.join(members.attribute(AbstractValue.of(object), name));
    }
    return result.opened();
  }
}
