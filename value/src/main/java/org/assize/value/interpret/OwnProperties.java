package org.assize.value.interpret;

import java.util.Optional;
import java.util.Set;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.PythonClass;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;

/**
 * Classes of the tree whose objects are properties: made of a function, and where they stand in a
 * class, reading them gives what the function returns (language reference, "Implementing
 * Descriptors").
 */
final class OwnProperties {
  private static final Set<String> OUTSIDE =
      Set.of("builtins.property", "functools.cached_property");

  /** The decorator that a property is, for the function that is called when it is written. */
  static final String SETTER = "builtins.property.setter";

  private final Frame frame;

  OwnProperties(Frame frame) {
    this.frame = frame;
  }

  /** Returns the property that a call makes of a function; empty where it makes anything else. */
  Optional<AbstractValue> made(PythonClass type, Call call) {
    Optional<AbstractValue> function =
        call.positional(0).filter(value -> !value.isOpen() && !value.isBottom());
    boolean isOfFunctions =
        function.isPresent()
            && function.get().atoms().stream().allMatch(Atom.Function.class::isInstance);
    return isOfFunctions && isProperty(type)
        ? function.map(value ->
            value.map(
                f -> AbstractValue.of(new Atom.Descriptor(Atom.Descriptor.Special.PROPERTY, f))))
        : Optional.empty();
  }

  /** Whether an attribute of a property is the decorator that gives it a setter. */
  static boolean isSetterOf(Atom.Descriptor descriptor, String name) {
    return name.equals("setter") && descriptor.kind() == Atom.Descriptor.Special.PROPERTY;
  }

  /** Whether it is called when a property is written. */
  static boolean isSetter(Atom member) {
    return member instanceof Atom.Descriptor d && d.kind() == Atom.Descriptor.Special.SETTER;
  }

  /** Returns what a call outside the tree gives: a property has the setter that it is given. */
  static AbstractValue withSetter(String path, Call call, AbstractValue made) {
    return switch (path) {
      case "builtins.property" ->
          call.positional(1)
              .or(() -> call.named("fset"))
              .map(f -> made.join(setter(f)))
              .orElse(made);
      case SETTER -> call.positional(0).map(OwnProperties::setter).orElse(made);
      default -> made;
    };
  }

  private static AbstractValue setter(AbstractValue function) {
    AbstractValue found = AbstractValue.BOTTOM;
    for (Atom atom : function.atoms()) {
      if (atom instanceof Atom.Function f) {
        found =
            found.join(AbstractValue.of(new Atom.Descriptor(Atom.Descriptor.Special.SETTER, f)));
      }
    }
    return found;
  }

  private boolean isProperty(PythonClass type) {
    Optional<AbstractValue> getter = frame.surroundings().classAttribute(type, "__get__");
    if (getter.isEmpty()) {
      return frame.surroundings().outsideAncestors(type).stream().anyMatch(OUTSIDE::contains);
    }
    return getter.get().atoms().stream()
        .anyMatch(
            a -> a instanceof Atom.Function f && callsItsOwn(frame.surroundings().body(f.body())));
  }

  /**
   * Whether a {@code __get__} calls something that the descriptor holds for the object or class
   * that it is read from. A descriptor that makes a method only hands the function on.
   */
  private static boolean callsItsOwn(Body getter) {
    for (int i = 0; i < getter.size(); i++) {
      if (getter.op(i) == Op.CALL
          && isOwn(getter, getter.operand(i, 0))
          && isForReader(getter, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwn(Body getter, int callee) {
    int held = plain(getter, callee);
    return getter.op(held) == Op.ATTR
        && !getter.names().get(getter.arg(held)).startsWith("__")
        && isParameter(getter, getter.operand(held, 0), 0);
  }

  private static boolean isForReader(Body getter, int call) {
    for (int k = 1; k < getter.operandCount(call); k++) {
      int given = getter.operand(call, k);
      if (isParameter(getter, given, 1) || isParameter(getter, given, 2)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isParameter(Body getter, int value, int index) {
    int at = plain(getter, value);
    return getter.op(at) == Op.PARAM && getter.arg(at) == index;
  }

  /** A name of another branch stands for the same value. */
  private static int plain(Body getter, int value) {
    int at = value;
    while (getter.op(at) == Op.SIGMA) {
      at = getter.operand(at, 0);
    }
    return at;
  }
}
