package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.CallShape;
import org.assize.value.domain.AbstractValue;

/**
 * A call as it is seen where it stands.
 *
 * @param instruction that calls; also the site of what the call makes
 * @param shape how the arguments are passed
 * @param arguments what is passed
 */
record Call(int instruction, CallShape shape, List<AbstractValue> arguments) {
  Call {
    arguments = List.copyOf(arguments);
  }

  /** A call without arguments, as a property or an operator makes it. */
  static Call plain(int instruction, AbstractValue... arguments) {
    List<CallShape.Argument> shape = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      shape.add(CallShape.Unnamed.POSITIONAL);
    }
    return new Call(instruction, new CallShape(shape, false), List.of(arguments));
  }

  /** Whether each argument is passed by position, so that their number is known. */
  boolean isPositional() {
    for (CallShape.Argument argument : shape.arguments()) {
      if (argument != CallShape.Unnamed.POSITIONAL) {
        return false;
      }
    }
    return true;
  }

  /** Returns the argument at a position, if no {@code *} stands before it. */
  Optional<AbstractValue> positional(int position) {
    int seen = 0;
    for (int i = 0; i < arguments.size(); i++) {
      CallShape.Argument argument = shape.arguments().get(i);
      if (argument == CallShape.Unnamed.STAR) {
        return Optional.empty();
      }
      if (argument == CallShape.Unnamed.POSITIONAL && seen++ == position) {
        return Optional.of(arguments.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether neither {@code *} nor {@code **} stands among the arguments. */
  boolean isPlain() {
    for (CallShape.Argument argument : shape.arguments()) {
      if (argument == CallShape.Unnamed.STAR || argument == CallShape.Unnamed.DOUBLE_STAR) {
        return false;
      }
    }
    return true;
  }

  /** Returns those of some things, one for each argument, that are passed by position. */
  <T> List<T> positional(List<T> each) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      if (shape.arguments().get(i) == CallShape.Unnamed.POSITIONAL) {
        chosen.add(each.get(i));
      }
    }
    return chosen;
  }

  /** Returns those of some things, one for each argument, that are passed by name. */
  <T> Map<String, T> keywords(List<T> each) {
    Map<String, T> chosen = new LinkedHashMap<>();
    for (int i = 0; i < each.size(); i++) {
      if (shape.arguments().get(i) instanceof CallShape.Named named) {
        chosen.put(named.name(), each.get(i));
      }
    }
    return chosen;
  }

  /** Returns the argument with a name. */
  Optional<AbstractValue> named(String name) {
    for (int i = 0; i < arguments.size(); i++) {
      if (shape.arguments().get(i) instanceof CallShape.Named named && named.name().equals(name)) {
        return Optional.of(arguments.get(i));
      }
    }
    return Optional.empty();
  }
}
